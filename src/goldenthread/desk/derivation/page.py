"""The explanation of one date, for whoever is told it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import day, long_day
from goldenthread.desk.practice import Practice
from goldenthread.rules.clocks import Clock, Derivation
from goldenthread.rules.escalation import DueStep
from goldenthread.rules.ladder import DUE

COUNTS_FROM = (
    "A step counts from the day the one before it was due. Where that one was done late, it counts from the day on "
    "which it was really done; a letter that leaves on the working day after a weekend or bank holiday is not late."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(Page):
    """One date: the answer first, then the rows of its reckoning, then what does not move it."""

    answer: str
    rows: tuple[Row, ...]
    exemptions: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source_page: str = ""


def of_clock(found: Derivation, clock: Clock, *, child: str, back: Link, about: str) -> Explained:
    """A date of the law, from `rules.clocks.derivation`."""
    limit = found.limit
    return Explained(
        title="How is this date worked out?",
        caption=f"{limit.title}{f', {about}' if about else ''}",
        back=back,
        answer=found.headline,
        rows=(
            Row("Child", child),
            Row("The rule", limit.duty_in_words),
            Row("Source", found.source.removeprefix("Source: ")),
            Row("What starts the clock", _sentence(limit.trigger)),
            Row("It started on", long_day(clock.starts_on)),
            Row("The sum", found.arithmetic),
            *_end(clock),
        ),
        exemptions=found.exemptions,
        contrary=found.contrary,
        notes=(*found.assumed, *found.notes),
        source_page=limit.page,
    )


def _end(clock: Clock) -> list[Row]:
    if clock.met_on:
        return [Row("It was met on", long_day(clock.met_on))]
    return [Row("It ended on", long_day(clock.ended_on))] if clock.ended_on else []


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def of_step(
    one: DueStep,
    ladder: Sequence[DueStep],
    *,
    due_on: date,
    practice: Practice,
    area: str,
    child: str,
    back: Link,
    about: str,
) -> Explained:
    """A date of the area's ladder, which is practice and not law."""
    step = one.step
    return Explained(
        title="How is this date worked out?",
        caption=f"{step.title}, {about}",
        back=back,
        answer=f"Due on {long_day(one.due_on)}.",
        rows=(
            Row("Child", child),
            Row("The rule", _step_rule(one, ladder, area)),
            Row("Source", f"The escalation ladder of {area}: local practice, not law."),
            Row("The sum", _sum(one, ladder, due_on)),
            Row("From", practice.people([step.sender])),
            Row("To", practice.people(step.recipients)),
            *([Row("Copies to", practice.people(step.copies))] if step.copies else []),
            *_sending(one),
        ),
        notes=(COUNTS_FROM,),
    )


def _forerunner(one: DueStep, ladder: Sequence[DueStep]) -> DueStep | None:
    return next((each for each in ladder if each.step.code == one.step.anchor), None)


def _step_rule(one: DueStep, ladder: Sequence[DueStep], area: str) -> str:
    before = _forerunner(one, ladder)
    start = f"“{before.step.title}”" if before else "the day on which the advice was due"
    return f"“{one.step.title}” comes {after(one)} {start}."


def after(one: DueStep) -> str:
    """How long after its anchor a step comes."""
    length = str(one.step.offset)
    return "on the same day as" if length == "the same day" else f"{length} after"


def _sum(one: DueStep, ladder: Sequence[DueStep], due_on: date) -> str:
    before = _forerunner(one, ladder)
    anchor = due_on if before is None or one.step.anchor == DUE else before.counted_from
    if one.step.offset.after(anchor) != one.due_on:
        return f"The ladder was started by hand, so this step is due on {long_day(one.due_on)}."
    length = str(one.step.offset)
    sum_ = day(anchor) if length == "the same day" else f"{day(anchor)} + {length}"
    return f"{sum_} = {long_day(one.due_on)}."


def _sending(one: DueStep) -> list[Row]:
    """When it goes out, when it went, and by when it is to be answered."""
    rows = []
    if one.done_on:
        rows.append(Row("Done on", long_day(one.done_on)))
    elif one.send_on != one.due_on:
        why = "the next working day, because the date falls on a weekend or a bank holiday"
        rows.append(Row("Sent on", f"{long_day(one.send_on)}, {why}."))
    if one.respond_by:
        rows.append(Row("Answer by", f"{long_day(one.respond_by)} ({one.step.response} later)"))
    return rows
