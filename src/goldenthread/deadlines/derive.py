"""From a case's facts to the rows of its clocks. Pure but for the ladders, which are passed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.rules.clocks import Clock, clocks
from goldenthread.rules.escalation import next_reminder, next_step
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.holds import Hold, holds
from goldenthread.rules.ladder import Ladder, Reminder, ladder_from, reminders_from
from goldenthread.rules.not_known import KINDS as ROUTE
from goldenthread.rules.not_known import route
from goldenthread.rules.outcomes import outcome

KINDS = (
    Kind.ASSESSMENT_REQUESTED,
    Kind.REQUEST_RECEIVED,
    Kind.INVOLVEMENT_CHECKED,
    Kind.RECORDS_REQUESTED,
    Kind.REQUEST_ACKNOWLEDGED,
    Kind.REQUEST_WITHDRAWN,
    Kind.ADVICE_SOUGHT,
    Kind.ADVICE_ACKNOWLEDGED,
    Kind.ADVICE_RECORDED,
    Kind.ADVICE_EXCUSED,
    Kind.ADVICE_WITHDRAWN,
    Kind.ADVICE_IMPORTED,
    *ROUTE,
    Kind.REMINDER_RAISED,
    Kind.STEP_RAISED,
    Kind.LADDER_STARTED,
    Kind.ISSUE_HELD,
    Kind.HOLD_ENDED,
    Kind.ESCALATION_ANSWERED,
    Kind.PROMISE_CHANGED,
    Kind.ADVICE_INSISTED,
    Kind.WISHES_CONFIRMED,
    Kind.FACT_CORRECTED,
)
"""The kinds of fact that clocks and ladders read; the others are left where they lie."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One pack version's ladder and reminders."""

    ladder: Ladder
    reminders: tuple[Reminder, ...]


def practice_from(data: Mapping[str, Any]) -> Practice:
    """The ladder and the reminders of a pack's data."""
    return Practice(ladder_from(data), reminders_from(data))


COLUMNS = (
    "case_id", "about", "service_id", "limit", "starts_on", "due_on", "act_by", "acknowledged_on", "met_on",
    "excused_on", "ended_on", "last_step", "last_step_on", "next_step", "next_step_due_on", "next_step_send_on",
    "next_reminder", "next_reminder_due_on", "is_before_go_live", "route", "outcome", "outcome_on",
    "promised_on", "held_until",
)  # fmt: skip
Row = tuple[object, ...]
"""One clock, in the order of COLUMNS."""


def rows(case_id: UUID, facts: Sequence[Fact], practices: Mapping[str, Practice]) -> list[Row]:
    """Every clock of one case. `facts` are its timeline as recorded; `practices` by pack version."""
    told: dict[str | None, list[Fact]] = defaultdict(list)
    standing = effective(facts)
    for fact in standing:
        told[fact.about].append(fact)
    held = holds(standing)
    return [
        (*_row(case_id, clock, told, practices), _held_until(clock, told, held)) for clock in clocks(facts)
    ]


def _held_until(clock: Clock, told: Mapping[str | None, list[Fact]], held: Mapping[str, Hold]) -> date | None:
    """Until when the council waits: on its own clocks, and on those of the services for whose advice it does."""
    sought = next((fact for fact in told.get(clock.about, []) if fact.kind == Kind.ADVICE_SOUGHT), None)
    if sought is None:
        hold = held.get(clock.about or "")
        return hold.until if hold else None
    hold = held.get(sought.details.get("request") or "")
    return hold.until if hold and sought.details["service"] in hold.services else None


def _row(
    case_id: UUID, clock: Clock, told: Mapping[str | None, list[Fact]], practices: Mapping[str, Practice]
) -> Row:
    facts = told.get(clock.about, [])
    sought = next((fact for fact in facts if fact.kind == Kind.ADVICE_SOUGHT), None)
    steps = _steps(clock, facts, practices[str(sought.details["pack"])]) if sought else NO_STEPS
    excused = min((claim.claimed_on for claim in clock.claims), default=None)
    return (
        case_id,
        clock.about,
        sought.details["service"] if sought else None,
        clock.limit,
        clock.starts_on,
        clock.due_on,
        clock.act_by,
        _first(facts, Kind.ADVICE_ACKNOWLEDGED),
        clock.met_on,
        excused,
        clock.ended_on,
        *steps,
        found.stage.value if (found := route(facts)) else "",
        *((ended.answer.value, ended.on, ended.promised_on) if (ended := outcome(facts)) else NO_OUTCOME),
    )


NO_OUTCOME = ("", None, None)
NO_STEPS = ("", None, "", None, None, "", None, False)


def _steps(clock: Clock, facts: Sequence[Fact], practice: Practice) -> tuple[object, ...]:
    """The last step done, the next one due, the next reminder, and whether the ladder waits for a person."""
    done = [fact for fact in facts if fact.kind == Kind.STEP_RAISED]
    last = max(done, key=lambda fact: (fact.happened_on, fact.sequence), default=None)
    head = (last.details["step"], last.happened_on) if last else ("", None)
    if clock.met_on or clock.ended_on:
        return (*head, "", None, None, "", None, False)
    due = next_step(practice.ladder, due_on=clock.due_on, facts=facts)
    reminder = next_reminder(practice.reminders, due_on=clock.due_on, facts=facts)
    return (
        *head,
        due.step.code if due else "",
        due.due_on if due else None,
        due.send_on if due else None,
        reminder.reminder.code if reminder else "",
        reminder.send_on if reminder else None,
        _waits_for_go_live(clock.due_on, facts),
    )


def _waits_for_go_live(due_on: date, facts: Sequence[Fact]) -> bool:
    """The advice was late when it was imported, and nobody has started the ladder here since."""
    imported = _first(facts, Kind.ADVICE_IMPORTED)
    return imported is not None and due_on < imported and _first(facts, Kind.LADDER_STARTED) is None


def _first(facts: Sequence[Fact], kind: Kind) -> date | None:
    return next((fact.happened_on for fact in facts if fact.kind == kind), None)
