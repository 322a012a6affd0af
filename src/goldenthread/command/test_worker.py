"""The worker derives what is marked and ticks once a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction

from goldenthread.cases.models import Case, Fact
from goldenthread.command import post
from goldenthread.command.worker import MINUTE, PATIENCE, Minutely, once, rounds, seal, wait
from goldenthread.demo.area import set_up_torbay
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

RECEIVED = date(2026, 11, 2)


@pytest.mark.django_db
def test_a_round_derives_marked_cases_and_ticks_the_day_once(
    story: Story, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-12-15")
    story.given_advice_is_sought(RECEIVED, "OT")
    last = once(None)
    assert not Case.objects.filter(is_marked=True).exists()
    assert Fact.objects.filter(kind=Kind.STEP_RAISED).count() == 2
    once(last)
    assert Fact.objects.filter(kind=Kind.STEP_RAISED).count() == 2
    assert capsys.readouterr().out.count("15 December 2026") == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_hears_of_a_marked_case_when_it_is_committed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("listen case_marked")
    with transaction.atomic():
        story = Story(set_up_torbay(date(2020, 1, 1)))
        story.given_a_request(RECEIVED)
    heard = []
    original = connection.connection.notifies

    def notifies(**asked: object):  # type: ignore[no-untyped-def]
        for each in original(**asked):
            heard.append(each.channel)
            yield each

    connection.connection.notifies = notifies  # type: ignore[method-assign]
    try:
        wait(connection, patience=5)
    finally:
        del connection.connection.notifies
    assert heard == ["case_marked"]


def test_the_audit_is_sealed_once_a_minute_and_a_problem_is_said_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    now = iter(range(0, 1_000, 25))
    monkeypatch.setattr("goldenthread.command.post.reconcile", lambda: 0)
    monkeypatch.setattr("goldenthread.command.worker.monotonic", lambda: float(next(now)))

    def refuses() -> str:
        told.append("asked")
        raise Refused("The key is gone.")

    monkeypatch.setattr("goldenthread.command.audit.seal_as_system", refuses)
    seals = Minutely(seal)
    for _ in range(9):
        seals.keep()
    assert 2 <= len(told) <= 4
    assert capsys.readouterr().err == "The key is gone.\n"
    monkeypatch.setattr("goldenthread.command.audit.seal_as_system", lambda: "")
    for _ in range(5):
        seals.keep()
    assert seals.problem == ""


def test_of_an_emergency_two_people_hear_within_the_minute() -> None:
    """The worker looks at least every PATIENCE seconds, and again where a case was marked meanwhile."""
    every = {each.do: each.every for each in rounds()}
    assert every[post.alert] + PATIENCE <= MINUTE
