"""Wherever sending breaks, the letter leaves: none is lost, and a double bears the same Message-ID (H01, H02, H18).

A full run breaks every call that one letter makes, once before it is done and once after it, and kills 200 processes
with -9: half of them at a call, half at a random moment. An ordinary run breaks ten of those that write and kills two.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob

from conftest import LONG
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Fact
from goldenthread.command import post
from goldenthread.database.acting import as_system
from goldenthread.demo.stories import Story
from goldenthread.inbox.models import Thread
from goldenthread.post.actions import write
from goldenthread.post.letters import Letter
from goldenthread.post.models import Attempt, Message
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.rules.facts import Kind
from goldenthread.rules.sending import Outcome, State
from tests.faults.breaking import calls, dies

__all__ = ["server"]
ON, LATE = date(2026, 11, 2), date(2026, 12, 15)
KILLED = 200 if LONG else 2


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", LATE.isoformat())


@pytest.fixture
def letters(story: Story) -> Callable[..., list[UUID]]:
    """`letters(n)` queues so many letters about one late advice of a case of its own, to the front door or `to`."""

    def made(number: int, to: str = "spoc") -> list[UUID]:
        (asked,) = story.given_advice_is_sought(ON, "SLT")
        told = [_chase(asked, place, to) for place in range(number)]
        return write(letters=told, by=story.cast.tick, on=LATE)

    return made


def _chase(asked: AdviceRequest, place: int, to: str) -> Letter:
    values = {
        "service": "SLT", "reference": "GT/1", "due_on": "14 December 2026", "lateness": "1 day late",
        "council": "Torbay Council", "front_door": "SPOC", "link": "https://record.example/",
    }  # fmt: skip
    return Letter(
        area=asked.area_id, case=asked.case_id, about=asked.pk, key=f"{asked.pk}:{place}", values=values,
        pack=asked.pack_version_id, template="chase", sender="send-business-support", recipient=to, service="slt",
        stops=True,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_whichever_call_breaks_the_letter_leaves(letters: Callable[..., list[UUID]], server: Server) -> None:
    before, first, *others = letters(500 if LONG else 12)
    post.deliver(str(before))  # the first of all makes the account of the post too
    with calls() as usual:
        assert post.deliver(str(first)) == State.ACCEPTED
    assert usual.count > 30, "the calls are not counted"
    places = usual.places(None if LONG else 10)
    assert len(places) <= len(others), "write more letters"
    doubled = 0
    for letter, (at, is_done) in zip(others, places, strict=False):
        with calls(at, is_done=is_done) as broken, suppress(DatabaseError, OSError):
            post.deliver(str(letter))
        assert broken.count >= at, "another letter made fewer calls than the first"
        find_again(letter)
        doubled += _then_it_left(letter, server) > 1
    assert doubled > 0, "no call broke after the server had taken the letter"


@pytest.mark.django_db(transaction=True)
def test_whenever_a_worker_is_killed_the_letter_leaves(
    letters: Callable[..., list[UUID]],
    server: Server,
    killed: Callable[[Callable[[], object], float], None],
    lost: Callable[[Callable[[], object]], None],
) -> None:
    chance = random.Random("kill -9")
    before, first, *others = letters(KILLED + 2)
    post.deliver(str(before))
    started = time.monotonic()
    with calls() as usual:
        post.deliver(str(first))
    took, cut = time.monotonic() - started, 0
    for round_, letter in enumerate(others):
        if round_ % 2:
            killed(lambda letter=letter: post.deliver(str(letter)), chance.random() * took)  # type: ignore[misc]
        else:
            at = usual.count // 2 if not LONG else chance.randint(1, usual.count)
            lost(lambda letter=letter, at=at: _dying(letter, at))  # type: ignore[misc]
        with transaction.atomic(), as_system("test"):
            cut += Message.objects.get(pk=letter).state != State.ACCEPTED
        find_again(letter)
        _then_it_left(letter, server)
    assert cut, "no worker was killed while it was at work"


def _dying(letter: UUID, at: int) -> None:
    with calls(at, broken=dies):
        post.deliver(str(letter))


def find_again(letter: UUID) -> None:
    """Hours pass, and the reconciler looks. The letter leaves by a job that it has made, or not at all."""
    for _ in range(5):
        with transaction.atomic(), as_system("test"):
            rows = Message.objects.filter(pk=letter)
            if rows.get().state == State.ACCEPTED:
                return
            rows.filter(state=State.ATTEMPTING.value).update(lease_until=Now() - timedelta(minutes=1))
            rows.exclude(state=State.ATTEMPTING.value).update(next_try=Now() - timedelta(minutes=16))
            before = _jobs(letter)
        assert post.reconcile() == 1
        with transaction.atomic(), as_system("test"):
            assert _jobs(letter) == before + 1
            Message.objects.filter(pk=letter).update(next_try=Now())
        post.deliver(str(letter))
    raise AssertionError("the letter does not leave")


def _jobs(letter: UUID) -> int:
    return ProcrastinateJob.objects.filter(args={"message": str(letter)}).count()


def _then_it_left(letter: UUID, server: Server) -> int:
    """Taken at least once, under its one Message-ID, to its one recipient, and told once. How often it was taken."""
    with transaction.atomic(), as_system("test"):
        message = Message.objects.get(pk=letter)
        facts = Fact.objects.filter(kind=Kind.LETTER_SENT, details__message=str(letter)).count()
        tries = list(Attempt.objects.filter(message=letter).order_by("number"))
        assert Thread.objects.filter(pk=letter).count() == facts == 1
    assert message.state == State.ACCEPTED
    assert [each.number for each in tries] == list(range(1, message.attempts + 1))
    assert [each.outcome for each in tries if each.outcome == Outcome.ACCEPTED] == ["accepted"]
    assert all(each.ended for each in tries)
    taken = [to for _, to, mail in server.taken if mail["Message-ID"] == message.message_id]
    assert set(map(tuple, taken)) == {("spoc@torbay.example",)}
    return len(taken)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("workers", [20 if LONG else 4])
def test_workers_that_all_have_every_job_hand_each_letter_over_once(
    letters: Callable[..., list[UUID]],
    server: Server,
    at_once: Callable[[Sequence[Callable[[], Any]]], list[Any]],
    workers: int,
) -> None:
    """20 workers and 100 letters of ten cases in a full run: each job was given out to everybody."""
    found = [letter for _ in range(10 if LONG else 3) for letter in letters(10 if LONG else 2)]

    def work(seed: int) -> list[State]:
        mixed = random.Random(seed).sample(found, len(found))
        return [state for each in mixed if (state := post.deliver(str(each)))]

    done = [
        state
        for states in at_once([lambda seed=seed: work(seed) for seed in range(workers)])
        for state in states
    ]
    assert done == [State.ACCEPTED] * len(found)
    assert len({mail["Message-ID"] for *_, mail in server.taken}) == len(server.taken) == len(found)
