"""The ladder raises each step once, and each of its letters is written once and sent, whatever becomes of the ticks.

A schedule is one request for advice, answered at some moment or never, under a calendar of ticks that are repeated,
missed for days, rolled back at their end, or made by a clock that has jumped back. A full run has 10,000 schedules in
twenty calendars, and hands over every letter of 300 of them; an ordinary one has 20, and hands over those of one.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models.functions import Now

from conftest import LONG
from goldenthread.advice import actions as advice
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Fact
from goldenthread.command import post
from goldenthread.deadlines.actions import tick
from goldenthread.deadlines.derive import practice_from
from goldenthread.demo.stories import Story
from goldenthread.post.models import Message
from goldenthread.rules.facts import Kind
from goldenthread.rules.sending import WAITING, State
from goldenthread.tracker.reading.tests.made import line
from goldenthread.tracker.tests.told import Office
from tests.faults.postman import Postman
from tests.faults.schedules import FIRST, Life, Tick, addressed, calendar, expected, lives

pytestmark = pytest.mark.django_db

CALENDARS = 20 if LONG else 1
REQUESTS = 10_000 // CALENDARS if LONG else 20
GAPS = (45, 30, 20, 5) if LONG else (10, 20, 50, 20)
FOLLOWED = 15 if LONG else 1
"""Of each calendar, the schedules whose letters are handed over one by one."""

STOPPED = [each.value for each in WAITING]
ON_ITS_WAY = (State.QUEUED.value, State.ATTEMPTING.value, State.UNKNOWN.value)


@pytest.fixture
def postman(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Postman:
    """A mail server that takes, puts off, breaks off and lets workers die, as chance has it."""
    settings.SMTP, settings.MAIL_ALLOWED = "smtp://127.0.0.1:9", None
    postman = Postman(random.Random("postman"))
    monkeypatch.setattr("goldenthread.post.channels.smtp._converse", postman.converse)
    return postman


@pytest.mark.parametrize("seed", range(CALENDARS))
def test_each_step_is_raised_once_and_each_letter_written_once_sent_and_stopped(
    seed: int, story: Story, tmp_path: Path, postman: Postman
) -> None:
    chance = random.Random(seed)
    ticks = calendar(chance, GAPS)
    told = lives(chance, REQUESTS, len(ticks))
    asked = _asked(story, told, tmp_path)
    followed = [asked[life.reference].pk for life in told[:FOLLOWED]]
    answered: dict[Any, int] = {}
    for moment, each in enumerate(ticks):
        _answered(story, [asked[life.reference] for life in told if life.answered_before == moment], each)
        answered |= {asked[life.reference].pk: moment for life in told if life.answered_before == moment}
        _leave(postman, followed, moment)
        _tick(story, each)
        late = Message.objects.filter(about__in=answered, state__in=STOPPED)
        assert not late.exists(), "a letter waits, a tick after its advice came"
    _leave(postman, followed, len(ticks), until_empty=True)
    practice = practice_from(asked[told[0].reference].pack_version.data)
    _then_each_was_raised_and_written_once(told, asked, ticks, practice)
    _then_each_was_sent_under_its_own_message_id(postman, followed, answered)


def _asked(story: Story, told: Sequence[Life], folder: Path) -> dict[str, AdviceRequest]:
    """All of them at once, with the area's tracker."""
    rows = [
        line(
            reference=life.reference, forename=f"Child{life.reference}", nhs_number="", acknowledged_on="",
            received_on=f"{life.received_on:%d/%m/%Y}", service=life.service,
        )
        for life in told
    ]  # fmt: skip
    taken = Office(story, folder).take(*rows, on=FIRST)
    assert taken["created"] == len(told), taken
    found = AdviceRequest.objects.select_related("case", "service", "pack_version")
    return {each.case.reference: each for each in found}


def _answered(story: Story, asked: Sequence[AdviceRequest], each: Tick) -> None:
    for one in asked:
        advice.record(advices=[one], title="Report", author="", by=story.cast.spoc, on=max(each.on, FIRST))


def _tick(story: Story, each: Tick) -> None:
    """One that dies leaves nothing; it is made anew."""
    if each.dies:
        with transaction.atomic():
            tick(by=story.cast.tick, on=each.on)
            transaction.set_rollback(True)
    tick(by=story.cast.tick, on=each.on)


def _leave(postman: Postman, abouts: Sequence[Any], moment: int, *, until_empty: bool = False) -> None:
    """Workers take what is due, sometimes two at one letter; leases and waits run out between two ticks."""
    postman.moment = moment
    for _ in range(100 if until_empty else 1):
        rows = Message.objects.filter(about__in=abouts, state__in=ON_ITS_WAY)
        if not rows.exists():
            return
        for id_ in rows.values_list("pk", flat=True):
            for _ in range(postman.chance.choice((1, 1, 2))):
                postman.delivers(id_)
        rows.filter(state=State.ATTEMPTING.value).update(lease_until=Now() - postman.LATE)
        post.reconcile()
        rows.update(next_try=Now())
    assert not until_empty, "letters wait for ever"


def _then_each_was_raised_and_written_once(
    told: Sequence[Life], asked: dict[str, AdviceRequest], ticks: Sequence[Tick], practice: Any
) -> None:
    raised: dict[Any, list[Any]] = {each.pk: [] for each in asked.values()}
    kinds = (Kind.STEP_RAISED, Kind.REMINDER_RAISED)
    for fact in Fact.objects.filter(kind__in=kinds):
        raised[fact.about].append((fact.kind, fact.details["step"], fact.happened_on))
    written = Counter(Message.objects.exclude(step="").values_list("about", "step", "recipient"))
    to = addressed(practice)
    for life in told:
        about = asked[life.reference].pk
        due = expected(life, practice, ticks)
        assert sorted(raised[about]) == due, life
        for _, step, _ in due:
            assert [written.pop((about, step, role)) for role in to[step]] == [1] * len(to[step]), (
                life,
                step,
            )
    assert not written, "letters of steps that were never raised"


def _then_each_was_sent_under_its_own_message_id(
    postman: Postman, followed: Sequence[Any], answered: dict[Any, int]
) -> None:
    letters = list(Message.objects.filter(about__in=followed))
    assert len({letter.message_id for letter in letters}) == len(letters) > 0
    assert set(postman.taken) <= {letter.message_id for letter in letters}
    for letter in letters:
        moments = postman.taken.get(letter.message_id, [])
        assert moments or letter.state != State.ACCEPTED, "accepted, and nobody took it"
        assert all(moment < answered.get(letter.about, 10**9) for moment in moments), "sent after its advice"
    assert any(len(moments) > 1 for moments in postman.taken.values()) or not LONG, "no letter was doubled"
