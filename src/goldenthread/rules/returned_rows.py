"""What a row of a service's list would do when the list comes back (capability 13): something new, nothing, or ask.

Three things are compared: how the request stood when the list was made (before), how it stands now, and what the row
says. Only what the row says anew of a request that nobody has changed since is taken. Whatever else was changed here
meanwhile makes the row a conflict, which a person sees to: a list never overwrites. A blank says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from uuid import UUID

from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.not_known import route
from goldenthread.rules.words import said

LONGEST_REMARK = 2_000


class Verdict(StrEnum):
    """What would become of a row."""

    NEW = "new"
    NOTHING = "nothing"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one request for advice stands after some facts: what a row of a list shows of it."""

    received_on: date
    due_on: date
    advice_on: date | None = None
    ended_on: date | None = None
    cause: str = ""
    expected_on: date | None = None
    answer: str = ""

    @property
    def is_open(self) -> bool:
        return not (self.advice_on or self.ended_on)


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in on a row: days, a cause and an answer by their codes, a remark."""

    advice_on: date | None = None
    cause: str = ""
    expected_on: date | None = None
    answer: str = ""
    remark: str = ""


ASKED = ("advice_on", "cause", "expected_on", "answer")
"""What a row can say, beside its remark."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row's verdict: what it wants, or what was changed here since, or why it is refused and how to mend it."""

    verdict: Verdict
    wants: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    refusals: tuple[str, ...] = ()


def standing(facts: Iterable[Fact], advice: UUID, up_to: int | None = None) -> Standing | None:
    """How the request stands after a case's facts, or stood once those `up_to` a sequence had been written.

    None where the service was not asked then, or the asking has been struck out.
    """
    told = [fact for fact in facts if up_to is None or fact.sequence <= up_to]
    about = str(advice)
    clock = next((each for each in clocks(told) if each.about == about), None)
    if clock is None:
        return None
    own = [fact for fact in effective(told) if fact.about == about]
    explained = next((fact.details for fact in reversed(own) if fact.kind == Kind.LATENESS_EXPLAINED), {})
    expected = explained.get("expected_on")
    on_route = route(own)
    return Standing(
        received_on=clock.starts_on,
        due_on=clock.due_on,
        advice_on=clock.met_on,
        ended_on=clock.ended_on,
        cause=explained.get("cause", ""),
        expected_on=date.fromisoformat(expected) if expected else None,
        answer=on_route.answer.value if on_route else "",
    )


def judge(before: Standing, now: Standing, filled: Filled, today: date) -> Judged:
    """What becomes of a row. What it says and stands here already is done; the file may come twice."""
    said_anew = {name for name in ASKED if getattr(filled, name) not in (getattr(before, name), None, "")}
    done = {name for name in said_anew if getattr(filled, name) == getattr(now, name)}
    wants = frozenset(said_anew - done)
    if not wants and (done or not filled.remark):
        return Judged(Verdict.NOTHING)
    names = {each.name for each in fields(Standing)}
    changed = frozenset(name for name in names - done if getattr(before, name) != getattr(now, name))
    if changed:
        return Judged(Verdict.CONFLICT, wants, changed)
    if refusals := tuple(_refusals(filled, wants, today)):
        return Judged(Verdict.REFUSED, wants, refusals=refusals)
    return Judged(Verdict.NEW, wants)


def _refusals(filled: Filled, wants: frozenset[str], today: date) -> Iterable[str]:
    """What does not go together, each with how to mend it."""
    if not wants:
        yield "A remark alone is not taken in. Fill in a day, a reason or an answer beside it, or ask on the case."
    if len(filled.remark) > LONGEST_REMARK:
        yield f"The remark is longer than {LONGEST_REMARK:,} letters. Shorten it, or put it into the advice."
    if "advice_on" in wants and filled.advice_on:
        if filled.advice_on > today:
            yield (
                f"Advice cannot have been given on {said(filled.advice_on)}, a day to come. If that is when you expect "
                "to give it, put it into the column of the expected day."
            )
        if "answer" in wants:
            yield "The advice was given, or the child is not known: clear one of the two."
        if "expected_on" in wants:
            yield "The advice was given, so it is no longer expected: clear the expected day."
    if "expected_on" in wants and filled.expected_on:
        if filled.expected_on < today:
            yield f"The expected day, {said(filled.expected_on)}, is past. Put in a day to come."
        if not filled.cause:
            yield "Choose the reason for lateness beside the expected day."
