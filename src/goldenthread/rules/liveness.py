"""Whose turn it is: an open request for advice always has exactly one next actor, action and date.

Silence is itself an alarm (capability 6): there is no state in which nobody has anything to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.rules import days
from goldenthread.rules.escalation import DueStep, StepState, forecast
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.ladder import SERVICE, SPOC, Ladder
from goldenthread.rules.not_known import Route, route
from goldenthread.rules.offsets import Offset
from goldenthread.rules.outcomes import Answer, Outcome, outcome
from goldenthread.rules.stages import ADVICE_CLOSED, AdviceStage, advice_stage
from goldenthread.rules.words import said

ACKNOWLEDGE_WITHIN = Offset(working_days=5)
"""How soon a service is expected to say that it has the request: practice, not law."""

DECIDE_WITHIN = Offset(working_days=5)
"""How soon whoever was told that no advice will come is expected to say what becomes of the request: practice."""

ANSWER_ANEW_WITHIN = Offset(working_days=5)
"""How soon health is expected to answer anew, once its promise was taken back or its refusal not accepted: practice."""

ANEW = {
    Answer.TAKEN_BACK: "the promise was taken back",
    Answer.INSISTED: "the council still asks for it",
}

WEEK = 7


@dataclass(frozen=True, slots=True)
class NextAction:
    """Who (the code of a role), what to do, and by which day; a day in the past is overdue.

    `service` is the id of the service whose turn it is, where it is not the one that was asked. `answers` is the code
    of the step whose letter is to be answered: until that has left, it is its sender's turn.
    """

    who: str
    action: str
    on: date
    service: str = ""
    answers: str = ""


def next_action(ladder: Ladder, *, due_on: date, facts: Iterable[Fact], today: date) -> NextAction | None:
    """The one thing to do next about an advice request; None once it is closed.

    `facts` are the effective facts about it and about the council's request behind it.
    """
    facts = tuple(facts)
    stage = advice_stage(facts, due_on=due_on, today=today)
    if stage in ADVICE_CLOSED:
        return None
    steps = forecast(ladder, due_on=due_on, facts=facts, today=today)
    to_raise = [one for one in steps if one.state is StepState.DUE]
    if to_raise:
        first = min(to_raise, key=lambda one: one.send_on)
        return NextAction(first.step.sender, f"Take the step “{first.step.title}”", first.send_on)
    turns = [_on_the_route(found)] if (found := route(facts)) else []
    if stage is AdviceStage.LATE:
        return min([_when_late(steps, due_on, facts, today), *turns], key=lambda turn: turn.on)
    if turns:
        return turns[0]
    if stage is AdviceStage.TO_ACKNOWLEDGE and (sought_on := _first(facts, Kind.ADVICE_SOUGHT)):
        return NextAction(
            SERVICE, "Acknowledge the request", min(ACKNOWLEDGE_WITHIN.after(sought_on), due_on)
        )
    return NextAction(SERVICE, "Give the advice", due_on)


def _on_the_route(found: Route) -> NextAction:
    """The turn of a request whose child is not known to the service: the ladder goes on beside it."""
    return NextAction(found.who, found.action, found.on, found.service if found.who == SERVICE else "")


def _when_late(steps: Sequence[DueStep], due_on: date, facts: Sequence[Fact], today: date) -> NextAction:
    """Ask in order: health's own answer, an answer that is waited for, the next step, a start by hand, the end."""
    done = [one for one in steps if one.done_on is not None]
    last = max(reversed(done), key=lambda one: one.done_on or due_on, default=None)
    coming = min(
        (one for one in steps if one.state is StepState.COMING), key=lambda one: one.send_on, default=None
    )
    found = outcome(facts)
    if found and (last is None or last.done_on is None or last.done_on <= found.on):
        turns = [_after_outcome(found, steps, today)]
        return min([*turns, *([_before(coming)] if coming else [])], key=lambda turn: turn.on)
    answered = {fact.details["step"] for fact in facts if fact.kind == Kind.ESCALATION_ANSWERED}
    awaits = last is not None and last.step.code not in answered
    if awaits and last and last.respond_by and (today <= last.respond_by or not coming):
        who, answer = last.step.recipients[0], f"Answer the step “{last.step.title}”"
        return NextAction(who, answer, last.respond_by, answers=last.step.code)
    if coming:
        return _before(coming)
    imported_on = _first(facts, Kind.ADVICE_IMPORTED)
    if imported_on and any(one.state is StepState.BEFORE_GO_LIVE for one in steps):
        started = "Start the escalation ladder by hand: its steps were due before the request was imported"
        return NextAction(SPOC, started, days.next_working_day(imported_on))
    decide = "Say when the advice will come or that it will not; reviewed every week"
    since = (last.done_on if last else None) or due_on
    return NextAction(last.step.sender if last else SPOC, decide, _weekly(since, today))


def _before(coming: DueStep) -> NextAction:
    return NextAction(SERVICE, f"Give the late advice before the step “{coming.step.title}”", coming.send_on)


def _after_outcome(found: Outcome, steps: Sequence[DueStep], today: date) -> NextAction:
    """A promise is kept by the service, or answered for by who made it; a refusal is for whoever was told of it."""
    step = next((one.step for one in steps if one.step.code == found.step), None)
    if found.answer in ANEW:
        return NextAction(
            step.sender if step else SPOC, f"Say anew when the advice will come: {ANEW[found.answer]}",
            ANSWER_ANEW_WITHIN.after(found.on),
        )  # fmt: skip
    if found.promised_on is None:
        decide = "Decide what becomes of the request: health will not give the advice"
        return NextAction(step.recipients[0] if step else SPOC, decide, DECIDE_WITHIN.after(found.on))
    if not found.is_broken(today):
        return NextAction(SERVICE, "Give the advice as promised", found.promised_on)
    anew = f"Say anew when the advice will come: it was promised by {said(found.promised_on)}"
    return NextAction(step.sender if step else SPOC, anew, ask_anew_on(found.promised_on))


def ask_anew_on(promised_on: date) -> date:
    """On which day whoever promised is asked anew: the first working day after a promise that was not kept."""
    return days.next_working_day(promised_on + timedelta(days=1))


def _weekly(since: date, today: date) -> date:
    """The next weekly review on or after today, the first a week after the last word was said."""
    weeks = max(1, -(-(today - since).days // WEEK))
    return since + timedelta(days=WEEK * weeks)


def _first(facts: Iterable[Fact], kind: Kind) -> date | None:
    return min((fact.happened_on for fact in facts if fact.kind == kind), default=None)
