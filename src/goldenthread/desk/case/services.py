"""One service on the case page: how it stands, its date, its ladder, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Row
from goldenthread.design.words import counted, day, short_day
from goldenthread.desk import outcome
from goldenthread.desk.case import answers, letters, mails, route
from goldenthread.desk.case.answers import Answer
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.next_deed import Next, of_advice
from goldenthread.desk.practice import ladder
from goldenthread.desk.rated import rated
from goldenthread.desk.words import when
from goldenthread.post.paper.files import ways
from goldenthread.rules.access import Permission
from goldenthread.rules.escalation import DueStep, StepState, forecast
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.not_known import Route
from goldenthread.rules.not_known import route as route_of
from goldenthread.rules.outcomes import Answer as Said

ToDo = tuple[str, str, str, str, str]
STATES = {
    StepState.DONE: ("Done", "green"),
    StepState.DUE: ("Due", "orange"),
    StepState.COMING: ("To come", "grey"),
    StepState.BEFORE_GO_LIVE: ("Before go-live", "purple"),
    StepState.SKIPPED: ("Left out", "grey"),
    StepState.STOPPED: ("Not needed", "grey"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder, with the dates that are known of it."""

    title: str
    who: str
    due: str
    note: str
    state: str
    colour: str
    why: str


@dataclass(frozen=True, slots=True)
class Service:
    """One request for advice."""

    anchor: str
    label: str
    href: str
    state: str
    rating: str | None
    reason: str
    due: str
    why: str
    rows: tuple[Row, ...]
    exemptions: tuple[str, ...]
    steps: tuple[Step, ...]
    ladder: str
    start: str
    deeds: tuple[Link, ...]
    to_do: tuple[ToDo, ...]
    answer: Answer | None


def services(file: CaseFile, today: date) -> tuple[Service, ...]:
    """Every service that was asked and that the viewer may see, those that wait first."""
    clocks = {row.about: row for row in file.clocks if row.limit == "advice"}
    asked = [(each, clocks[each.pk]) for each in file.advices if each.pk in clocks]
    asked.sort(key=lambda pair: bool(pair[1].met_on or pair[1].ended_on))
    return tuple(_service(file, advice, clock, today) for advice, clock in asked)


def _service(file: CaseFile, advice: Any, clock: Any, today: date) -> Service:
    facts = file.about(advice.pk)
    rating, reason = rated(
        due_on=clock.due_on,
        met_on=clock.met_on,
        ended_on=clock.ended_on,
        excused_on=clock.excused_on,
        today=today,
    )
    rungs, told = ladder(advice.pack_version_id), file.about(advice.pk, advice.request_id)
    steps = forecast(rungs, due_on=clock.due_on, facts=told, today=today)
    turn = of_advice(
        rungs, told, due_on=clock.due_on, service=advice.service.label, practice=file.practice, today=today
    )
    start = _start(file, advice, clock)
    on_route = None if clock.met_on or clock.ended_on else route_of(facts)
    label = advice.service.label
    href = start or _turn(file, advice, on_route, turn)
    turn, href = mails.turn(file, advice.service_id, clock) or (turn, href)
    return Service(
        anchor=f"service-{advice.pk}",
        label=label,
        href=reverse("desk:service", args=[advice.service_id]),
        state=_state(clock, on_route, today),
        rating=rating,
        reason=reason,
        due=day(clock.due_on),
        why=_why(advice),
        rows=_told(file, advice, clock, on_route),
        exemptions=tuple(_exemptions(file, facts)),
        steps=tuple(_step(file, one, advice) for one in steps),
        ladder=_summary(steps, clock),
        start=start,
        deeds=tuple(_every_deed(file, advice, clock, today, turn.answers, on_route)),
        to_do=() if letters.is_unsent(file, advice.pk, turn.answers) else _to_do(turn, label, href, today),
        answer=answers.answer(file, advice.pk),
    )


def _told(file: CaseFile, advice: Any, clock: Any, on_route: Route | None) -> tuple[Row, ...]:
    """What is known about the request, line by line."""
    return (
        *_rows(file, clock, file.about(advice.pk)),
        *route.rows(on_route),
        *_contact(advice.service, clock),
        *([] if clock.met_on or clock.ended_on else answers.rows(file, advice.pk)),
    )


def _state(clock: Any, on_route: Route | None, today: date) -> str:
    """Where it stands; while it is awaited, what health answered or the route that it is on says more."""
    is_open = not (clock.met_on or clock.ended_on)
    answered = outcome.answered(clock.outcome, clock.promised_on, today).words if is_open else ""
    return answered or ("On the not-known route" if on_route else state(clock))


def state(clock: Any) -> str:
    """Where the request stands, in words."""
    if clock.met_on:
        return "Advice received"
    if clock.ended_on:
        return "Withdrawn"
    return "Advice awaited" if clock.acknowledged_on else "Not acknowledged yet"


def _rows(file: CaseFile, clock: Any, facts: Sequence[Fact]) -> Iterator[Row]:
    yield Row("Request received", clock.starts_on)
    if sought := _last(facts, Kind.ADVICE_SOUGHT):
        yield Row("Service asked", sought.happened_on)
    if clock.acknowledged_on:
        yield Row("Acknowledged by the service", clock.acknowledged_on)
    if clock.met_on:
        yield Row("Advice received", clock.met_on)
    if clock.ended_on:
        yield Row("Withdrawn", clock.ended_on)
    if clock.held_until:
        yield Row("The council waits for it", f"Until {day(clock.held_until)}; no clock stops")
    if cause := _last(facts, Kind.LATENESS_EXPLAINED):
        yield Row("Why it is late", file.names.get(cause.details["cause"], cause.details["cause"]))
        if (expected := cause.details.get("expected_on")) and not clock.met_on:
            yield Row("Expected by the service", date.fromisoformat(expected))
    yield from outcome.rows(facts, file.names)


def _contact(service: Any, clock: Any) -> list[Row]:
    """Where to ask after advice that is awaited: whom to contact in health was what nobody knew (S0-01)."""
    return [] if clock.met_on or clock.ended_on else [Row("Contact point", service.contact_point)]


def _last(facts: Sequence[Fact], kind: Kind) -> Fact | None:
    return next((fact for fact in reversed(facts) if fact.kind == kind), None)


def _exemptions(file: CaseFile, facts: Sequence[Fact]) -> Iterator[str]:
    for fact in facts:
        if fact.kind == Kind.ADVICE_EXCUSED:
            ground = file.names.get(fact.details["ground"], fact.details["ground"])
            claimed = f"Exemption claimed on {day(fact.happened_on)}: {ground}"
            yield f"{claimed}. It excuses lateness; it does not move the date."


def _step(file: CaseFile, one: DueStep, advice: Any) -> Step:
    sender, to = file.practice.people([one.step.sender]), file.practice.people(one.step.recipients)
    words, colour = STATES[one.state]
    return Step(
        title=one.step.title,
        who=f"From {sender} to {to}",
        due=short_day(one.due_on),
        note=_note(one),
        state=words,
        colour=colour,
        why=reverse("desk:derivation", args=[advice.pk, "advice", one.step.code]),
    )


def _note(one: DueStep) -> str:
    """The other dates of a step: done late, sent on a later day, answered by."""
    parts = []
    if one.done_on and one.done_on != one.due_on:
        parts.append(f"done on {day(one.done_on)}")
    elif not one.done_on and one.send_on != one.due_on:
        parts.append(f"sent on {day(one.send_on)}, the next working day")
    if one.respond_by and one.state in (StepState.DONE, StepState.DUE, StepState.COMING):
        parts.append(f"answer by {day(one.respond_by)}")
    return "; ".join(parts)


def _summary(ladder: Sequence[DueStep], clock: Any) -> str:
    """The ladder in a line: what was done last and what comes next; nothing where it was never needed."""
    done = [one for one in ladder if one.state is StepState.DONE]
    if clock.met_on or clock.ended_on:
        return f"Escalation: {counted(len(done), 'step')} taken" if done else ""
    if clock.is_before_go_live:
        return "Escalation: waits for you to start it"
    coming = [one for one in ladder if one.state in (StepState.DUE, StepState.COMING)]
    reached = f"reached “{done[-1].step.title}”" if done else "no step taken"
    ahead = f"next “{coming[0].step.title}”, {day(coming[0].due_on)}" if coming else "no step left"
    return f"Escalation: {reached}; {ahead}"


def _why(advice: Any) -> str:
    return reverse("desk:derivation", args=[advice.pk, "advice"])


def _start(file: CaseFile, advice: Any, clock: Any) -> str:
    can = clock.is_before_go_live and not (clock.met_on or clock.ended_on)
    return reverse("deadlines:start", args=[advice.pk]) if can and file.may(Permission.WORK) else ""


REFUSED = Said.NOT_PROVIDED.value


def _deeds(file: CaseFile, advice: Any, clock: Any, today: date, answers: str) -> Iterator[Link]:
    """What the viewer may still do; `about` tells one service's links from another's."""
    is_open = not (clock.met_on or clock.ended_on)
    is_late = (clock.met_on or today) > clock.due_on and not clock.ended_on
    may_answer, works = file.may(Permission.ANSWER, advice.service_id), file.may(Permission.WORK)
    offered = (
        (is_open and may_answer and not clock.acknowledged_on, "Acknowledge", "advice:acknowledge"),
        (is_open and may_answer, "Write the advice", "advice:answer"),
        (is_open and may_answer, "Hand in a document", "advice:hand_in"),
        (is_open and may_answer, "Record the advice", "advice:record"),
        (is_open and works, "Send a link to answer by", "advice:invite_answer"),
        (is_open and works, "Chase", "advice:chase"),
        (is_late and may_answer, "Say why it is late", "advice:explain"),
        (is_open and may_answer, "Claim an exemption", "advice:excuse"),
        (is_open and works, "Withdraw", "advice:withdraw"),
        ((advice.pk, answers) in file.to_answer, "Answer the escalation", "deadlines:answer_escalation"),
        (advice.pk in file.promises, "Change the promise", "deadlines:change_promise"),
        (
            is_open and clock.outcome == REFUSED and file.may(Permission.PLAN),
            "Still ask for it",
            "deadlines:insist",
        ),
    )
    for is_offered, text, name in offered:
        if is_offered:
            yield Link(text, reverse(name, args=[advice.pk]), f"({advice.service.label})")


def _every_deed(
    file: CaseFile, advice: Any, clock: Any, today: date, answers: str, on_route: Route | None
) -> Iterator[Link]:
    """Those, those of the route, and what can be taken along; what was opened in haste is read, and not taken."""
    yield from _deeds(file, advice, clock, today, answers)
    if not (clock.met_on or clock.ended_on):
        yield from route.deeds(file, advice, on_route)
    if file.may(Permission.WRITE_LETTERS, advice.service_id) and not file.haste:
        yield from ways("Request pack", "desk:request_pack", advice.pk, said=f"({advice.service.label})")


def _turn(file: CaseFile, advice: Any, on_route: Route | None, turn: Next) -> str:
    """Where the next deed is done, where it is the route's and the viewer may do it."""
    return route.turn(file, advice, on_route) if on_route and turn.action == on_route.action else ""


def _to_do(turn: Next, label: str, start: str, today: date) -> tuple[ToDo, ...]:
    return ((turn.who, turn.action, when(turn.on, today), label, start),) if turn.who else ()
