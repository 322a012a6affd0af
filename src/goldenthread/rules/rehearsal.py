"""Which letters a changed ladder would have sent, beside what another would have: asked of the same past (S1-57).

Both ladders are walked through the same requests as if a tick had come at the beginning of every day and raised each
step on the day it could be sent. What really was sent is told apart from both, since a tick may have been missed and
a request keeps the ladder under which it was sought.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from goldenthread.rules import days
from goldenthread.rules.escalation import next_step
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.ladder import ENDINGS, Ladder, Step

Key = TypeVar("Key", bound=Hashable)

BEGINNINGS = (Kind.ADVICE_IMPORTED, Kind.LADDER_STARTED)
"""What a ladder stands on from the outset; whatever else is told is known only from its day on."""
LETTER = ("title", "template", "alternative", "sender", "recipients", "copies")
"""What a letter consists of, but for its day."""


class Outcome(StrEnum):
    """What becomes of one letter when the ladder changes."""

    SAME = "same"
    MOVED = "moved"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Sought:
    """One request for advice as it went: when it was asked, due and over, and the facts that move a ladder."""

    about: str
    sought_on: date
    due_on: date
    ended_on: date | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """One step as it would have been sent: due on a day, sent on that or the next working day."""

    step: Step
    due_on: date
    send_on: date


@dataclass(frozen=True, slots=True)
class Change:
    """One step of one request under both ladders; the letter is missing where a ladder would not have sent it."""

    about: str
    now: Letter | None
    then: Letter | None

    @property
    def letter(self) -> Letter:
        """The changed ladder's letter, or the one that it would not have sent."""
        found = self.then or self.now
        assert found is not None  # noqa: S101 (a change is of one letter at least)
        return found

    @property
    def days(self) -> int:
        """By how many days it moves: later, or earlier where less than nothing."""
        return (self.then.send_on - self.now.send_on).days if self.now and self.then else 0

    @property
    def outcome(self) -> Outcome:
        """What becomes of the letter."""
        if self.now is None:
            return Outcome.ADDED
        if self.then is None:
            return Outcome.GONE
        return Outcome.MOVED if self.days else Outcome.SAME


@dataclass(slots=True)
class Tally:
    """How many letters there are under each ladder, and what becomes of them; `moves` counts by days."""

    now: int = 0
    then: int = 0
    added: int = 0
    gone: int = 0
    moves: Counter[int] = field(default_factory=Counter)

    @property
    def moved(self) -> int:
        """How many would have been sent on another day."""
        return self.moves.total()


def year_to(day: date) -> tuple[date, date]:
    """The first and the last day of the year that ends with this day, both included."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day) + timedelta(days=1), day


def rehearsed(
    now: Ladder, then: Ladder, requests: Iterable[Sought], *, since: date, until: date
) -> Iterator[Change]:
    """Every letter that one of the two ladders would have sent between two days, both included."""
    for request in requests:
        before = {letter.step.code: letter for letter in sent(now, request, until=until)}
        after = {letter.step.code: letter for letter in sent(then, request, until=until)}
        for code in dict.fromkeys((*before, *after)):
            change = Change(request.about, before.get(code), after.get(code))
            if any(one and one.send_on >= since for one in (change.now, change.then)):
                yield change


def tallied(changes: Iterable[Change], key: Callable[[Change, Letter], Key]) -> Mapping[Key, Tally]:
    """The letters counted by whatever `key` says of each under its own ladder; a move where it moves to."""
    tallies: defaultdict[Key, Tally] = defaultdict(Tally)
    for change in changes:
        if change.now:
            tallies[key(change, change.now)].now += 1
        if change.then:
            tallies[key(change, change.then)].then += 1
        tally = tallies[key(change, change.letter)]
        tally.added += change.outcome is Outcome.ADDED
        tally.gone += change.outcome is Outcome.GONE
        if change.days:
            tally.moves[change.days] += 1
    return tallies


def rewritten(now: Ladder, then: Ladder, code: str) -> tuple[str, ...]:
    """Which parts of a step's letter the changed ladder words or addresses in another way."""
    before, after = (
        next((step for step in ladder.steps if step.code == code), None) for ladder in (now, then)
    )
    if before is None or after is None:
        return ()
    named = [each.name for each in fields(Step) if each.name in LETTER]
    return tuple(name for name in named if getattr(before, name) != getattr(after, name))


def sent(ladder: Ladder, request: Sought, *, until: date) -> tuple[Letter, ...]:
    """The letters about one request to a day, in the order in which they would have left."""
    late = request.sought_on if request.sought_on > request.due_on else None
    if request.facts:
        letters: Iterable[Letter] = _walked(ladder, request.due_on, late, request.facts, until)
    else:
        letters = _undisturbed(ladder, request.due_on, late)
    last = min(until, request.ended_on or until)
    return tuple(letter for letter in letters if letter.send_on <= last)


@lru_cache(maxsize=4096)
def _undisturbed(ladder: Ladder, due_on: date, late: date | None) -> tuple[Letter, ...]:
    """The whole ladder of a request about which nothing that moves it was told: most of them."""
    return tuple(_walked(ladder, due_on, late, (), date.max))


def _walked(
    ladder: Ladder, due_on: date, late: date | None, facts: Iterable[Fact], until: date
) -> Iterator[Letter]:
    """Climb as the tick does, one step after the other, knowing on each day only what was told before it."""
    facts = [_startable(fact, ladder) for fact in facts if fact.kind not in (Kind.STEP_RAISED, *ENDINGS)]
    told = [fact for fact in facts if fact.kind in BEGINNINGS]
    coming = [fact for fact in facts if fact.kind not in BEGINNINGS]
    first = days.next_working_day(late) if late else date.min
    while (due := next_step(ladder, due_on=due_on, facts=told)) and max(due.send_on, first) <= until:
        on = max(due.send_on, first)
        if known := [fact for fact in coming if fact.happened_on < on]:
            told, coming = [*told, *known], [fact for fact in coming if fact.happened_on >= on]
            continue
        yield Letter(due.step, due.due_on, on)
        details = {"step": due.step.code, "due_on": due.due_on.isoformat()}
        told.append(Fact(Kind.STEP_RAISED, on, details=details))


def _startable(fact: Fact, ladder: Ladder) -> Fact:
    """A ladder that a person started at a step which this one lacks is taken to start at its first."""
    if fact.kind != Kind.LADDER_STARTED or ladder.position(fact.details["step"]) >= 0:
        return fact
    return replace(fact, details={**fact.details, "step": ladder.steps[0].code})
