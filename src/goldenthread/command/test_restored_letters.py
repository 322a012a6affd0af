"""After a restore nothing leaves, and when somebody has compared, what had left before does not leave again (H07).

A full run has 504 letters; an ordinary one has 8. Each left after the backup: some were waiting in it, the others were
written since, and the tick writes them again.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models.functions import Now

from conftest import LONG
from goldenthread import clock
from goldenthread.accounts.actions import ensure_system_account
from goldenthread.cases.models import Fact
from goldenthread.command import post
from goldenthread.command.main import main
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post.models import Message
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.recovery.actions import restore
from goldenthread.rules.facts import Kind
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
__all__ = ["server"]
ON, BACKUP, LATE = date(2026, 11, 2), date(2026, 12, 14), date(2026, 12, 15)
REQUESTS = 63 if LONG else 1
"""Each has eight letters on the fifteenth of December, two of which are chases that the backup has not."""


def leave() -> list[State]:
    """Every letter that waits is due, and a worker takes its job."""
    Message.objects.filter(state=State.QUEUED.value).update(next_try=Now())
    waiting = Message.objects.filter(state=State.QUEUED.value).values_list("pk", flat=True)
    return [state for pk in list(waiting) if (state := post.deliver(str(pk)))]


@pytest.fixture
def restored(story: Story, cast: Cast, server: Server, monkeypatch: pytest.MonkeyPatch) -> int:
    """The backup of the 14th is back; everything left on the 15th. How many letters that were."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", LATE.isoformat())
    for _ in range(REQUESTS):
        story.given_advice_is_sought(ON, "SLT")
    for weeks in (2, 1, 0):
        tick(by=cast.tick, on=BACKUP - timedelta(weeks=weeks))
    backup = transaction.savepoint()
    tick(by=cast.tick, on=LATE)
    left = leave()
    assert set(left) == {State.ACCEPTED}
    transaction.savepoint_rollback(backup)
    by = ensure_system_account("restore", "Restore")
    restore(lost_after=clock.now() - timedelta(hours=12), checkpoint=None, newest=None, by=by, on=LATE)
    return len(left)


def log_of(server: Server, folder: Path) -> Path:
    """As a mail server writes it."""
    log = folder / "mail.log"
    lines = [f"Dec 15 mx cleanup[7]: A1B2: message-id={mail['Message-ID']}\n" for *_, mail in server.taken]
    log.write_text("".join(lines) + "Dec 15 mx cleanup[7]: message-id=<gt-forged@goldenthread.example>\n")
    return log


def test_what_had_left_before_the_restore_does_not_leave_again(
    restored: int, server: Server, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(server.taken) == restored > 5 * REQUESTS
    assert leave() == []
    words = ["restore", "--compared", "--by", cast.administrator.email]
    assert main([*words, "--sent", str(log_of(server, tmp_path))]) == 0
    assert f"{restored} letters had left before" in capsys.readouterr().out
    assert leave() == []
    tick(by=cast.tick, on=LATE)
    assert leave() == []
    assert len(server.taken) == restored
    sent = Message.objects.filter(state=State.ACCEPTED, reply__startswith="It left before the restore")
    assert sent.count() == Fact.objects.filter(kind=Kind.LETTER_SENT).count() == restored


def test_without_the_log_a_double_bears_the_message_id_of_its_twin(
    restored: int, server: Server, cast: Cast
) -> None:
    main(["restore", "--compared", "--by", cast.administrator.email])
    tick(by=cast.tick, on=LATE)
    assert len(leave()) == restored
    first, again = server.taken[:restored], server.taken[restored:]
    assert {mail["Message-ID"] for *_, mail in first} == {mail["Message-ID"] for *_, mail in again}


def test_a_log_that_cannot_be_read_compares_nothing(
    restored: int, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", "--compared", "--by", cast.administrator.email, "--sent", str(tmp_path / "none")])
    assert "cannot be read" in capsys.readouterr().err
    assert leave() == []
