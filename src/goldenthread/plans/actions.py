"""The council decides to wait with a draft or a plan for health's advice, and that it waits no longer (S0-23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.advice.actions.telling import refuse_if_ended, told_of
from goldenthread.advice.letters import letters
from goldenthread.audit.action import action
from goldenthread.cases.append import append
from goldenthread.cases.models import Fact
from goldenthread.cases.queries import visible
from goldenthread.intake.models import Request
from goldenthread.post.actions import write
from goldenthread.rules.access import Permission
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind
from goldenthread.rules.holds import LIMIT, Awaiting, Ending, Reason, check_until, holds
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import inside, said


@action(needs=Permission.PLAN, leaves=[Kind.ISSUE_HELD])
def hold(
    *,
    request: Request,
    awaiting: str,
    services: Sequence[str],
    reason: str,
    remark: str,
    until: date,
    is_late_known: bool = False,
    by: User,
    on: date,
) -> Fact:
    """Wait with the draft or the issue until a day, for the advice of these services, by id. No clock stops.

    Of a request that is held already it is decided anew: the last decision counts.
    """
    _ensure(by, request)
    told = told_of(request.case_id)
    refuse_if_ended(told, {str(request.pk)})
    if not remark.strip():
        raise Refused("Say in a sentence why the council waits.", field="remark")
    _refuse_unasked(told, request, services)
    check_until(until, on=on, due_on=_due_on(told, request), is_late_known=is_late_known)
    _refuse_unordered(told, request, on)
    details = {
        "awaiting": Awaiting(awaiting).value,
        "services": sorted(set(services)),
        "reason": Reason(reason).value,
        "until": until.isoformat(),
    }
    if any(fact.details == details for fact in _standing(told, request)):
        raise Refused("It is held so already. Enter another day, or go back.", field="until")
    fact = _tell(request, Kind.ISSUE_HELD, on, by, details, remark)
    words = {
        "awaiting": inside(Awaiting(awaiting).label),
        "why": inside(Reason(reason).label),
        "until": said(until),
    }
    _write(Occasion.HELD, request, services, fact, words, by, on)
    return fact


@action(needs=Permission.PLAN, leaves=[Kind.HOLD_ENDED])
def end_hold(*, request: Request, because: str, remark: str = "", by: User, on: date) -> Fact:
    """The council waits no longer: the advice is here, or it goes on without."""
    _ensure(by, request)
    told = told_of(request.case_id)
    held = holds(told).get(str(request.pk))
    if held is None:
        raise Refused("Nothing of this request is held. Go back to the case.")
    if because == Ending.WITHOUT and not remark.strip():
        raise Refused("Say in a sentence why the council goes on without the advice.", field="remark")
    _refuse_unordered(told, request, on)
    details = {"because": Ending(because).value}
    fact = _tell(request, Kind.HOLD_ENDED, on, by, details, remark)
    words = {"why": inside(Ending(because).label)}
    _write(Occasion.HOLD_ENDED, request, held.services, fact, words, by, on)
    return fact


def _write(
    occasion: Occasion,
    request: Request,
    services: Sequence[str],
    fact: Fact,
    words: Mapping[str, str],
    by: User,
    on: date,
) -> None:
    """Write to whom the area writes about the advice that is waited for and has not come."""
    told = told_of(request.case_id)
    open_ = {clock.about for clock in clocks(told) if not (clock.met_on or clock.ended_on)}
    asked = [
        UUID(each.about)
        for each in told
        if each.kind == Kind.ADVICE_SOUGHT
        and each.about in open_
        and each.details.get("request") == str(request.pk)
        and each.details["service"] in services
    ]
    found = letters(occasion, asked, told, stops=True, words=words, fact=fact.pk, on=on)
    write(letters=found, by=by, on=on)


def _tell(
    request: Request, kind: Kind, on: date, by: User, details: Mapping[str, object], remark: str
) -> Fact:
    return append(
        case=request.case, kind=kind, on=on, by=by, about=request.pk, details=details, remark=remark
    )


def _ensure(by: User, request: Request) -> None:
    if not visible(by, Permission.PLAN).filter(pk=request.case_id).exists():
        raise PermissionDenied("Your role does not allow this here.")


def _refuse_unasked(told: Sequence[Told], request: Request, services: Sequence[str]) -> None:
    """Refuse to wait for nobody, and for a service that was not asked on this request or is no longer asked."""
    ended = {fact.about for fact in told if fact.kind == Kind.ADVICE_WITHDRAWN}
    asked = {
        fact.details["service"]
        for fact in told
        if fact.kind == Kind.ADVICE_SOUGHT
        and fact.details.get("request") == str(request.pk)
        and fact.about not in ended
    }
    if not services or not set(services) <= asked:
        raise Refused(
            "Choose whose advice the council waits for, of the services that were asked.", field="services"
        )


def _due_on(told: Sequence[Told], request: Request) -> date | None:
    """When the final plan is due; None where nobody said when the family asked."""
    about = str(request.pk)
    return next((each.due_on for each in clocks(told) if each.limit == LIMIT and each.about == about), None)


def _standing(told: Sequence[Told], request: Request) -> list[Told]:
    """The decision that counts now, if one does."""
    held = holds(told).get(str(request.pk))
    return [fact for fact in told if held and fact.id == held.fact]


def _refuse_unordered(told: Sequence[Told], request: Request, on: date) -> None:
    for fact in told:
        is_of_a_hold = fact.kind in (Kind.ISSUE_HELD, Kind.HOLD_ENDED) and fact.about == str(request.pk)
        if is_of_a_hold and fact.happened_on > on:
            raise Refused(
                f"Something later was decided about this hold, on {said(fact.happened_on)}. Enter that day or a later "
                "one, or correct that entry.",
                field="on",
            )
