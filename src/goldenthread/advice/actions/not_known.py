"""The not-known route (S2-22, S0-28): a service does not know the child, or lets them wait, and the request goes on.

No deed here ends a request: its six weeks run until the advice is here, or the council takes the request back.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.actions.telling import refuse_unfit, tell, told_of
from goldenthread.advice.letters import letters
from goldenthread.advice.models import AdviceRequest, Referral
from goldenthread.advice.queries import not_known_route
from goldenthread.audit.action import action
from goldenthread.audit.actions import record as record_audit
from goldenthread.cases.models import Fact
from goldenthread.directory.models import Service
from goldenthread.directory.queries import record_systems
from goldenthread.intake.actions.checking import Checked, look_up
from goldenthread.post.actions import write
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement, Looker, looked_up, missing, records
from goldenthread.rules.not_known import Answer, Decision, Outcome, Route, Stage
from goldenthread.rules.not_known import route as route_of
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import listed, said

TO_REFER = (Stage.TO_CHOOSE, Stage.TO_REFER)
TO_PASS_ON = (Stage.TO_CHOOSE, Stage.REFERRED, Stage.TO_REFER, Stage.PROMISED)


@action(needs=Permission.ANSWER, leaves=[Kind.ADVICE_ROUTED, Kind.INVOLVEMENT_CHECKED])
def route(
    *,
    advice: AdviceRequest,
    answer: str,
    looked: Collection[str] = (),
    remark: str = "",
    by: User,
    on: date,
) -> Fact:
    """The service says that it does not know the child, or has them on its waiting list: the request goes on.

    That a child is not known can be said once each record of the service was looked into (S0-05): `looked` are those,
    by ids, in which the service looked before it said so, and found nothing.
    """
    if answer not in set(Answer):
        raise Refused("Choose whether the child is not known or on the waiting list.", field="answer")
    ensure(by, Permission.ANSWER, advice.area_id, advice.service_id)
    standing = _standing(advice)
    if standing and standing.stage is not Stage.PROMISED:
        raise Refused(
            f"The request is on the not-known route since {said(standing.since_on)}: {_inside(standing)}. "
            "Open the case to see whose turn it is."
        )
    if answer == Answer.NOT_KNOWN:
        _look(advice, looked, by, on)
    fact = tell(advice, Kind.ADVICE_ROUTED, Permission.ANSWER, by, on, {"answer": str(answer)}, remark)
    if (words := not_known_route(advice.pk, by, on)) is not None:
        told = told_of(advice.case_id)
        found = letters(Occasion.NOT_KNOWN, [advice.pk], told, stops=True, words=words, on=on)
        write(letters=found, by=by, on=on)
    return fact


@action(needs=Permission.ANSWER, leaves=[Kind.ADVICE_REFERRED])
def refer(
    *,
    advice: AdviceRequest,
    service: Service,
    identified: str = "",
    potential: str = "",
    support: str,
    by: User,
    on: date,
) -> Referral:
    """Refer the child in full to a service: needs identified or potential, and the support already received (S2-22)."""
    ensure(by, Permission.ANSWER, advice.area_id, advice.service_id)
    standing = _on_the_route(advice, TO_REFER)
    refuse_unfit(service, advice.area_id, on, "service")
    if standing.stage is Stage.TO_REFER and standing.service != str(service.pk):
        raise Refused("The designated officer decided on another service. Choose that one.", field="service")
    if not identified.strip() and not potential.strip():
        raise Refused("Say which needs are identified, or which there may be.", field="identified")
    if not support.strip():
        raise Refused("Say which support the child has had, or that there was none.", field="support")
    referral = Referral.objects.create(
        area_id=advice.area_id,
        case=advice.case,
        advice=advice,
        service=service,
        identified=identified.strip(),
        potential=potential.strip(),
        support=support.strip(),
    )
    details = {"referral": str(referral.pk), "service": str(service.pk)}
    tell(advice, Kind.ADVICE_REFERRED, Permission.ANSWER, by, on, details)
    record_audit(
        by=by,
        deed="advice.refer",
        subject="referral",
        subject_id=referral.pk,
        area=advice.area_id,
        case=advice.case_id,
    )
    return referral


@action(needs=Permission.ANSWER, leaves=[Kind.REFERRAL_ANSWERED])
def answer_referral(
    *,
    referral: Referral,
    outcome: str,
    advice_by: date | None = None,
    remark: str = "",
    by: User,
    on: date,
) -> Fact:
    """What the service that was referred to makes of it: its advice by a date, or what else, and why."""
    ensure(by, Permission.ANSWER, referral.area_id, referral.service_id)
    advice = referral.advice
    standing = _on_the_route(advice, (Stage.REFERRED,))
    if standing.referral != str(referral.pk):
        raise Refused("The child has been referred anew since. Answer the later referral.")
    if outcome not in set(Outcome):
        raise Refused("Choose what becomes of the referral.", field="outcome")
    if outcome == Outcome.ACCEPTED:
        _check_promise(advice_by, on)
    elif not remark.strip():
        raise Refused("Say why, or what was given instead.", field="remark")
    promised = advice_by if outcome == Outcome.ACCEPTED else None
    details = {
        "referral": str(referral.pk),
        "service": str(referral.service_id),
        "outcome": str(outcome),
        "advice_by": promised.isoformat() if promised else None,
    }
    answers, whose = Permission.ANSWER, referral.service_id
    return tell(advice, Kind.REFERRAL_ANSWERED, answers, by, on, details, remark, service=whose)


@action(needs=Permission.WORK, leaves=[Kind.DECISION_REQUESTED])
def request_decision(*, advice: AdviceRequest, remark: str = "", by: User, on: date) -> Fact:
    """The single point of contact passes the request to the designated officer for a clinical decision (S0-28)."""
    ensure(by, Permission.WORK, advice.area_id)
    _on_the_route(advice, TO_PASS_ON)
    return tell(advice, Kind.DECISION_REQUESTED, Permission.WORK, by, on, {}, remark)


@action(needs=Permission.DECIDE, leaves=[Kind.ROUTE_DECIDED])
def decide(
    *,
    advice: AdviceRequest,
    decision: str,
    service: Service | None = None,
    advice_by: date | None = None,
    remark: str,
    by: User,
    on: date,
) -> Fact:
    """The designated officer decides how the advice is given, with the reasons (S0-28). There is no "not at all"."""
    ensure(by, Permission.DECIDE, advice.area_id)
    _on_the_route(advice, (Stage.TO_DECIDE,))
    if decision not in set(Decision):
        raise Refused("Choose how the advice is given.", field="decision")
    if not remark.strip():
        raise Refused("Say why it is decided so.", field="remark")
    if decision == Decision.REFER:
        if service is None:
            raise Refused("Choose the service to which the child is referred.", field="service")
        refuse_unfit(service, advice.area_id, on, "service")
        details = {"decision": str(decision), "service": str(service.pk), "advice_by": None}
    else:
        by_day = _check_promise(advice_by, on)
        details = {
            "decision": str(decision),
            "service": str(advice.service_id),
            "advice_by": by_day.isoformat(),
        }
    return tell(advice, Kind.ROUTE_DECIDED, Permission.DECIDE, by, on, details, remark)


def _look(advice: AdviceRequest, looked: Collection[str], by: User, on: date) -> None:
    """Record where the service looked. Refused where one of its records was looked into by nobody."""
    facts = [fact for fact in told_of(advice.case_id) if fact.about == str(advice.request_id)]
    service = str(advice.service_id)
    ((_, systems),) = record_systems(
        advice.area_id, on, {service: records(facts).get(service, ())}, only=service
    )
    names = {str(each.pk): each for each in systems}
    left = missing(looked_up(facts).get(service, {}), list(names))
    if unseen := [each for each in left if each not in looked]:
        whose = listed([names[each].name if each in names else "the team's own records" for each in unseen])
        raise Refused(
            f"Nobody has looked yet in {whose}. That a child is not known to {advice.service.label} can be said when "
            "each of its records was looked into. Tick those in which you looked.",
            field="looked",
        )
    if left:
        found = tuple(names[each] for each in left if each in names)
        line = Checked(advice.service, Involvement.NONE.value, systems=found)
        look_up(advice.request, [line], looked=Looker.TEAM, by=by, on=on)


def _check_promise(advice_by: date | None, on: date) -> date:
    if advice_by is None:
        raise Refused("Enter the day by which the advice comes.", field="advice_by")
    if advice_by < on:
        raise Refused(
            f"The advice cannot come before {said(on)}, the day of this answer. Check the date.",
            field="advice_by",
        )
    return advice_by


def _standing(advice: AdviceRequest) -> Route | None:
    about = str(advice.pk)
    return route_of(fact for fact in told_of(advice.case_id) if fact.about == about)


def _on_the_route(advice: AdviceRequest, stages: Collection[Stage]) -> Route:
    """The route as it stands, where it stands at one of these stages. The case is locked."""
    standing = _standing(advice)
    if standing is None:
        raise Refused("Nobody has said yet that the child is not known to the service. Record that first.")
    if standing.stage not in stages:
        raise Refused(f"The request stands elsewhere on the route: {_inside(standing)}. Open the case again.")
    return standing


def _inside(standing: Route) -> str:
    label = standing.stage.label
    return f"{label[0].lower()}{label[1:]}"
