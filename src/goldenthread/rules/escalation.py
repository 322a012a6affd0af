"""Which step of the ladder is due, on what day, from whom to whom (S1-44 to S1-51).

Nothing is stored but what was done: given a ladder, the day the advice is due and the facts about one advice
request, the whole forecast follows.

* A step counts from its anchor's due date; where the anchor was done late, from the day it was really done.
* A step that falls on a weekend or a bank holiday keeps its date and is sent on the next working day, which is not
  late (S1-60). A step that says `on_the_day` is sent on its date, whatever day that is.
* Steps due before the request was imported, and steps that count from those, are never raised, because nobody
  was told through us; a person starts such a ladder by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from goldenthread.rules import days
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.ladder import DUE, Ladder, Reminder, Step, ladder_from, reminders_from
from goldenthread.rules.offsets import Offset

__all__ = [
    "DueReminder",
    "DueStep",
    "Ladder",
    "Offset",
    "Reminder",
    "Step",
    "StepState",
    "counted_from",
    "forecast",
    "ladder_from",
    "next_reminder",
    "next_step",
    "remind",
    "reminders_from",
]


class StepState(StrEnum):
    """Where one step of one advice request's ladder stands."""

    DONE = "done"
    DUE = "due"
    COMING = "coming"
    BEFORE_GO_LIVE = "before_go_live"
    SKIPPED = "skipped"
    STOPPED = "stopped"


OPEN = (StepState.DUE, StepState.COMING)


@dataclass(frozen=True, slots=True)
class DueStep:
    """One step on its dates. `respond_by` counts from the day it was due, or was done where that was late."""

    step: Step
    due_on: date
    send_on: date
    respond_by: date | None
    done_on: date | None
    state: StepState

    @property
    def counted_from(self) -> date:
        """The day from which its answer, and every step that has it for an anchor, counts."""
        return counted_from(self.due_on, self.done_on)


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One reminder on its date."""

    reminder: Reminder
    due_on: date
    send_on: date
    done_on: date | None
    state: StepState


@dataclass(frozen=True, slots=True)
class _Told:
    """What the facts say that a ladder needs, in whatever order they came."""

    kinds: frozenset[str]
    done: Mapping[str, tuple[date, date]]
    """Step or reminder code: the day it was done and the day it was due then."""
    live_on: date | None
    start: str | None
    start_on: date


UNTOLD = _Told(frozenset(), {}, None, None, date.max)
MOVES = frozenset((Kind.STEP_RAISED, Kind.LADDER_STARTED, Kind.ADVICE_IMPORTED, Kind.FACT_CORRECTED))


def counted_from(due_on: date, done_on: date | None) -> date:
    """The day a step was due, where it was done by the next working day; the day it was done, where that was late."""
    return done_on if done_on and done_on > days.next_working_day(due_on) else due_on


def forecast(
    ladder: Ladder, *, due_on: date, facts: Iterable[Fact] = (), today: date | None = None
) -> tuple[DueStep, ...]:
    """The whole ladder of an advice request due on `due_on`.

    `facts` are those about the advice request and about the council's request behind it. A step is due
    once today has reached its `send_on`; without `today` every open step is coming.
    """
    return tuple(_walk(ladder, due_on, _told(facts, Kind.STEP_RAISED), today))


def next_step(ladder: Ladder, *, due_on: date, facts: Iterable[Fact] = ()) -> DueStep | None:
    """The open step that is sent first; None when the ladder is stopped or at its end."""
    facts = tuple(facts)
    if _watched(ladder).isdisjoint([fact.kind for fact in facts]):
        return _first_step(ladder, due_on)
    return _first(_walk(ladder, due_on, _told(facts, Kind.STEP_RAISED), None))


def remind(
    reminders: Iterable[Reminder], *, due_on: date, facts: Iterable[Fact] = (), today: date | None = None
) -> tuple[DueReminder, ...]:
    """All reminders of an advice request due on `due_on`, on their dates."""
    told = _told(facts, Kind.REMINDER_RAISED)
    return tuple(_reminded(reminder, due_on, told, today) for reminder in reminders)


def next_reminder(
    reminders: Iterable[Reminder], *, due_on: date, facts: Iterable[Fact] = ()
) -> DueReminder | None:
    """The open reminder that is sent first; None when none is left."""
    due = [one for one in remind(reminders, due_on=due_on, facts=facts) if one.state in OPEN]
    return min(due, key=lambda one: one.send_on, default=None)


def _told(facts: Iterable[Fact], raised: Kind) -> _Told:
    facts = tuple(facts)
    if any(fact.kind == Kind.FACT_CORRECTED for fact in facts):
        facts = tuple(effective(facts))
    done: dict[str, tuple[date, date]] = {}
    live_on: date | None = None
    started: Fact | None = None
    for fact in facts:
        if fact.kind == raised:
            kept = (fact.happened_on, date.fromisoformat(fact.details["due_on"]))
            done[fact.details["step"]] = min(done.get(fact.details["step"], kept), kept)
        elif fact.kind == Kind.ADVICE_IMPORTED:
            live_on = min(live_on or fact.happened_on, fact.happened_on)
        elif fact.kind == Kind.LADDER_STARTED and (started is None or _order(fact) > _order(started)):
            started = fact
    start, start_on = (started.details["step"], started.happened_on) if started else (None, date.max)
    return _Told(frozenset(fact.kind for fact in facts), done, live_on, start, start_on)


def _order(fact: Fact) -> tuple[date, int]:
    return fact.happened_on, fact.sequence


def _walk(ladder: Ladder, due_on: date, told: _Told, today: date | None) -> Iterator[DueStep]:
    """Go up the ladder, each step on its date, keeping the day from which each anchor counts."""
    counts_from = {DUE: due_on}
    start = ladder.position(told.start)
    silent: set[str] = set()
    for place, step in enumerate(ladder.steps):
        if place == start:
            counts_from |= {
                below.code: told.start_on for below in ladder.steps[:place] if below.code not in told.done
            }
        due = step.offset.after(counts_from[step.anchor])
        if 0 <= start <= place:
            due = told.start_on if place == start else max(due, told.start_on)
        elif (
            start < 0 and step.code not in told.done and (_before_go_live(due, told) or step.anchor in silent)
        ):
            silent.add(step.code)
        never = (
            StepState.SKIPPED if place < start else StepState.BEFORE_GO_LIVE if step.code in silent else None
        )
        one = _due_step(step, due, told, today, never)
        yield one
        counts_from[step.code] = one.counted_from


def _before_go_live(due: date, told: _Told) -> bool:
    return told.live_on is not None and due < told.live_on


def _due_step(step: Step, due: date, told: _Told, today: date | None, never: StepState | None) -> DueStep:
    done_on, due = told.done.get(step.code, (None, due))
    send_on = due if step.is_on_the_day else days.next_working_day(due)
    respond_by = step.response.after(counted_from(due, done_on)) if step.response else None
    state = _state(step.stops, told, done_on=done_on, send_on=send_on, today=today, never=never)
    return DueStep(step, due, send_on, respond_by, done_on, state)


def _reminded(reminder: Reminder, due_on: date, told: _Told, today: date | None) -> DueReminder:
    done_on, due = told.done.get(reminder.code, (None, reminder.before.before(due_on)))
    send_on = days.next_working_day(due)
    never = StepState.BEFORE_GO_LIVE if _before_go_live(due, told) else None
    state = _state(reminder.stops, told, done_on=done_on, send_on=send_on, today=today, never=never)
    return DueReminder(reminder, due, send_on, done_on, state)


def _state(
    stops: frozenset[str],
    told: _Told,
    *,
    done_on: date | None,
    send_on: date,
    today: date | None,
    never: StepState | None,
) -> StepState:
    """Ask in order: was it done, may it never be raised, is it needless by now, has its day come."""
    if done_on:
        return StepState.DONE
    if never:
        return never
    if not told.kinds.isdisjoint(stops):
        return StepState.STOPPED
    return StepState.DUE if today and send_on <= today else StepState.COMING


def _first(steps: Iterable[DueStep]) -> DueStep | None:
    return min((step for step in steps if step.state in OPEN), key=lambda step: step.send_on, default=None)


@lru_cache(maxsize=8192)
def _first_step(ladder: Ladder, due_on: date) -> DueStep | None:
    """The first step of a request about which nothing that moves a ladder has been told: most of them."""
    return _first(_walk(ladder, due_on, UNTOLD, None))


@lru_cache(maxsize=64)
def _watched(ladder: Ladder) -> frozenset[str]:
    """The kinds of fact that can move this ladder."""
    return MOVES.union(*(step.stops for step in ladder.steps))
