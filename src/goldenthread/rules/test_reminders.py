"""Reminders go out before the advice is due, once, and never for what was due before go-live."""

from __future__ import annotations

from datetime import date

from goldenthread.rules.escalation import (
    next_reminder,
    remind,
)
from goldenthread.rules.facts import Kind
from goldenthread.rules.test_escalation_examples import (
    DUE,
    REMINDERS,
    fact,
    imported,
)


def test_a_reminder_goes_out_two_weeks_and_one_week_before_the_due_date() -> None:
    assert [one.due_on for one in remind(REMINDERS, due_on=DUE)] == [date(2026, 11, 30), date(2026, 12, 7)]


def test_a_reminder_is_raised_once() -> None:
    sent = fact(Kind.REMINDER_RAISED, date(2026, 11, 30), step="two-weeks", due_on="2026-11-30")
    today = date(2026, 12, 1)
    assert [one.state.value for one in remind(REMINDERS, due_on=DUE, facts=[sent], today=today)] == [
        "done",
        "coming",
    ]
    following = next_reminder(REMINDERS, due_on=DUE, facts=[sent])
    assert following and following.reminder.code == "one-week"


def test_a_reminder_due_before_the_import_is_never_sent() -> None:
    facts = [imported(date(2026, 12, 1))]
    assert [one.state.value for one in remind(REMINDERS, due_on=DUE, facts=facts)] == [
        "before_go_live",
        "coming",
    ]


def test_no_reminder_follows_the_advice() -> None:
    facts = [fact(Kind.ADVICE_RECORDED, date(2026, 11, 20))]
    assert next_reminder(REMINDERS, due_on=DUE, facts=facts) is None
    assert [one.state.value for one in remind(REMINDERS, due_on=DUE, facts=facts)] == ["stopped", "stopped"]
