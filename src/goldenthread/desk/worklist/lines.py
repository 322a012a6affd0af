"""One row of the worklist in words: how it stands, which step it has reached, who acts next and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from goldenthread.deadlines.queries import Row
from goldenthread.design.words import short_day
from goldenthread.desk.letters.queries import Unsent
from goldenthread.desk.next_deed import NOTHING, Next, look, of_advice, see_to
from goldenthread.desk.outcome import UNANSWERED, answered
from goldenthread.desk.practice import Practice, ladder
from goldenthread.desk.rated import rated
from goldenthread.inbox.queries import Came
from goldenthread.rules.facts import Fact, Kind


class Line(NamedTuple):
    """The cells of one row as text; `rating` colours `reason`."""

    href: str
    child: str
    reference: str
    service: str
    area: str
    received: str
    due: str
    rating: str | None
    reason: str
    held: str
    outcome: str
    outcome_colour: str
    step: str
    step_on: str
    waiting_for: str
    action: str
    action_on: str


class Before(NamedTuple):
    """What comes before the ladder's own next turn: mails that nobody has looked at, letters that nobody has signed."""

    came: Mapping[tuple[UUID, UUID | None], Came]
    unsent: Mapping[tuple[UUID, str], Unsent]


NONE_BEFORE = Before({}, {})


def lines(
    rows: list[Row],
    told: Mapping[str, list[Fact]],
    practice: Practice,
    today: date,
    address: Callable[[object], str],
    before: Before,
) -> tuple[Line, ...]:
    """All rows of a page; `told` are the facts about each that is open, `before` what comes first."""
    return tuple(
        line(row, told.get(str(row.about), []), practice, today, address(row.case_id), before) for row in rows
    )


def line(
    row: Row, facts: list[Fact], practice: Practice, today: date, href: str, before: Before = NONE_BEFORE
) -> Line:
    """One row."""
    rating, reason = rated(
        due_on=row.due_on, met_on=row.met_on, ended_on=row.ended_on, excused_on=row.excused_on, today=today
    )
    is_open = not (row.met_on or row.ended_on)
    words, colour = answered(row.outcome, row.promised_on, today) if is_open else UNANSWERED
    who, action, on, _ = _turn(row, facts, practice, today, before)
    return Line(
        href=href,
        child=f"{row.forename} {row.surname}",
        reference=row.reference,
        service=row.service,
        area=row.area,
        received=short_day(row.received_on),
        due=short_day(row.due_on),
        rating=rating,
        reason=reason,
        held=_held(row.held_until, today),
        outcome=words,
        outcome_colour=colour,
        step=practice.title(row.last_step) if row.last_step else "",
        step_on=short_day(row.last_step_on),
        waiting_for=who,
        action=action,
        action_on=short_day(on),
    )


def _held(until: date | None, today: date) -> str:
    """That the council waits for it, and whether it has to decide again by now."""
    if until is None:
        return ""
    return f"Held until {short_day(until)}{', to be decided again' if until <= today else ''}"


def _turn(row: Row, facts: list[Fact], practice: Practice, today: date, before: Before) -> Next:
    """Whose turn it is, under the ladder of the pack version by which the service was asked.

    Before that ladder comes whoever has to look at what came, or to let its letter leave.
    """
    sought = next((fact for fact in facts if fact.kind == Kind.ADVICE_SOUGHT), None)
    if sought is None or row.met_on or row.ended_on:
        return NOTHING
    if came := before.came.get((row.case_id, row.service_id)):
        return look(came, practice)
    rungs = ladder(sought.details["pack"])
    turn = of_advice(rungs, facts, due_on=row.due_on, service=row.service, practice=practice, today=today)
    letter = before.unsent.get((row.about, turn.answers))
    return see_to(letter, practice) if letter else turn
