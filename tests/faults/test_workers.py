"""Workers on several machines share the queue, and the job of one that died is given to another (ADR 15)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from goldenthread.command import post
from goldenthread.database.acting import as_system
from goldenthread.demo.stories import Story
from goldenthread.post.models import Message
from goldenthread.post.queue import QUEUE
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.rules.sending import State

__all__ = ["server"]
ON = date(2026, 11, 2)
JOBS = "select status::text from procrastinate_jobs where task_name = 'post.deliver'"
WORKERS = "select count(*)::text from procrastinate_workers"
SILENT = """
update procrastinate_workers set last_heartbeat = now() - interval '2 minutes'
where id in (select worker_id from procrastinate_jobs where task_name = 'post.deliver' and status = 'doing')
"""


def asked(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [answer for (answer,) in cursor.fetchall()]


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    for _ in range(1_200):
        if is_so():
            return
        Event().wait(0.05)
    raise AssertionError("It does not come.")


def hangs() -> None:
    """A worker that takes a letter's job and comes no further."""
    post.deliver = lambda _: Event().wait()  # type: ignore[assignment, return-value]
    post.work()


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_worker_that_was_killed_is_finished_by_the_other(
    story: Story,
    server: Server,
    beside: Callable[[Callable[[], object]], int],
    end: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", ON.isoformat())
    with transaction.atomic():
        story.given_advice_is_sought(ON, "SLT")
    first = beside(hangs)
    until(lambda: set(asked(JOBS)) == {"doing"})
    beside(post.work)
    until(lambda: asked(WORKERS) == ["2"])
    assert server.taken == []
    end(first)
    with connection.cursor() as cursor:
        cursor.execute(SILENT)
    app.configure_task("post.reap", queue=QUEUE).defer(timestamp=0)  # as each minute does
    until(lambda: asked(JOBS) == [])
    with transaction.atomic(), as_system("test"):
        states = set(Message.objects.values_list("state", flat=True))
    assert states == {State.ACCEPTED}
    ids = [letter["Message-ID"] for *_, letter in server.taken]
    assert len(ids) == len(set(ids)) > 0
