"""That the council waits for health's advice, on the case page: until when, who decides again; no clock stops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.design.page import Link
from goldenthread.design.words import day, listed
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.words import when
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.holds import LIMIT, Awaiting, holds
from goldenthread.rules.holds import Hold as Decided

ToDo = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold in force: what waits for what, what the law says meanwhile, and by whom it was decided."""

    sentence: str
    clock: str
    decided: str
    deeds: tuple[Link, ...]
    to_do: tuple[ToDo, ...]


def held(file: CaseFile, today: date) -> tuple[Hold, ...]:
    """The holds in force on the case's requests."""
    found = holds(file.facts)
    return tuple(
        _hold(file, request, found[str(request.pk)], today)
        for request in file.requests
        if str(request.pk) in found
    )


def _hold(file: CaseFile, request: object, one: Decided, today: date) -> Hold:
    what = "The draft plan" if one.awaiting is Awaiting.DRAFT else "Issuing the plan"
    labels = sorted(file.names.get(service, "a service") for service in one.services)
    return Hold(
        sentence=f"{what} waits for advice from {listed(labels)} until {day(one.until)}: "
        f"{one.reason.label[0].lower()}{one.reason.label[1:]}.",
        clock=_clock(file, request),
        decided=_decided(file, request, one),
        deeds=tuple(_deeds(file, request)),
        to_do=_to_do(file, request, one, today),
    )


def _clock(file: CaseFile, request: object) -> str:
    due = next((row.due_on for row in file.clocks if row.limit == LIMIT and row.about == request.pk), None)  # type: ignore[attr-defined]
    if due is None:
        return "The end of the 20 weeks is not known here, because the day on which the family asked is not recorded."
    return f"The final plan is due by {day(due)}. Waiting stops no clock and is no exemption."


def _decided(file: CaseFile, request: object, one: Decided) -> str:
    row = next((row for row in file.rows if str(row.pk) == one.fact), None)
    who = f" by {row.by.name}" if row else ""
    remark = file.remarks.get(row.pk, "") if row else ""
    since = f", held since {day(one.since_on)}" if one.since_on != one.decided_on else ""
    council = request.council.name  # type: ignore[attr-defined]
    return f"Decided for {council}{who} on {day(one.decided_on)}{since}.{f' “{remark}”' if remark else ''}"


def _deeds(file: CaseFile, request: object) -> Iterator[Link]:
    if file.may(Permission.PLAN):
        here = [request.pk]  # type: ignore[attr-defined]
        yield Link("End the hold", reverse("plans:end_hold", args=here))
        yield Link("Go on waiting", reverse("plans:hold", args=here))


def _to_do(file: CaseFile, request: object, one: Decided, today: date) -> tuple[ToDo, ...]:
    """The council decides again on its day, or at once where what it waits for is here."""
    is_here = _is_here(file, request, one)
    action = "End the hold: the advice has come" if is_here else "End the hold, or decide to go on waiting"
    on = today if is_here else one.until
    href = reverse("plans:end_hold", args=[request.pk]) if file.may(Permission.PLAN) else ""  # type: ignore[attr-defined]
    who = request.council.name  # type: ignore[attr-defined]
    return ((who, action, when(on, today), "Hold for health advice", href),)


def _is_here(file: CaseFile, request: object, one: Decided) -> bool:
    """Whether everything that the council waits for came after it decided; not known to who reads only a part."""
    asked = {
        fact.details["service"]: fact.about
        for fact in file.facts
        if fact.kind == Kind.ADVICE_SOUGHT and fact.details.get("request") == str(request.pk)  # type: ignore[attr-defined]
    }
    came = {
        fact.about
        for fact in file.facts
        if fact.kind == Kind.ADVICE_RECORDED and fact.happened_on >= one.decided_on
    }
    return all(asked.get(service) in came for service in one.services)
