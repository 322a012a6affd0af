"""The timeline in sentences: one for every kind of fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.outcomes import GROUNDS, Answer, Ground
from goldenthread.rules.school_age import DECIDERS, Decider
from goldenthread.rules.words import inside, listed, said

Names = Mapping[str, str]
"""How ids and codes are shown: services, steps, reasons, grounds and causes; an advice request's id gives
the name of the service that was asked."""

INVOLVEMENTS: Mapping[str, str] = {
    "open": "open to {service}",
    "referred": "referred to {service}, which has not seen the child yet",
    "closed": "closed to {service} on {closed_on}",
    "none": "never seen by {service}",
    "known": "known to {service}",
    "not_known": "not known to {service}",
}

ROUTED: Mapping[str, str] = {
    "not-known": "{service} said that the child is not known to it",
    "waiting-list": "{service} said that the child is on its waiting list",
}
ANSWERED: Mapping[str, str] = {
    "accepted": "accepted, advice is to come",
    "information": "information or signposting was given",
    "not-accepted": "not accepted",
}
DECIDED: Mapping[str, str] = {
    "give-advice": "{service} gives its advice",
    "refer": "the child is referred in full to {service}",
}


def sentence(fact: Fact, names: Names, *, corrected: Fact | None = None) -> str:
    """Say a fact as the timeline shows it, without its date, which stands beside it.

    A correction is said with the fact that it corrects, where the caller has it at hand.
    """
    kind = Kind(fact.kind)
    if kind is Kind.FACT_CORRECTED:
        return _correction(fact, names, corrected)
    return SENTENCES[kind](fact, names)


def _shown(value: str | None, names: Names, otherwise: str) -> str:
    return names.get(value or "", otherwise)


def _service(fact: Fact, names: Names) -> str:
    """The service that an advice request was put to, by the request's id or by the fact's own detail."""
    return _shown(fact.about, names, _shown(fact.details.get("service"), names, "the service"))


def _reason(fact: Fact, names: Names, key: str) -> str:
    code = str(fact.details.get(key, ""))
    return _shown(code, names, code.replace("-", " ").replace("_", " "))


def _services(ids: list[str], names: Names) -> str:
    return listed([_shown(one, names, "a service") for one in ids])


def _request_received(fact: Fact, names: Names) -> str:
    named = fact.details.get("named") or []
    start = "The council's request was received by the single point of contact"
    return f"{start}; the family named {_services(named, names)}" if named else start


def _involvement_checked(fact: Fact, names: Names) -> str:
    closed_on = fact.details.get("closed_on")
    said_as = INVOLVEMENTS[fact.details["involvement"]]
    service = _shown(fact.details.get("service"), names, "a service")
    found = said_as.format(
        service=service, closed_on=said(date.fromisoformat(closed_on)) if closed_on else "a day not known"
    )
    record = names.get(fact.details.get("system") or "", "")
    by_team = "as the team says" if fact.details.get("looked") == "team" else ""
    where = ", ".join(part for part in (record, by_team) if part)
    return f"Involvement checked: {found}{f' ({where})' if where else ''}"


def _request_acknowledged(fact: Fact, names: Names) -> str:
    responding = fact.details.get("responding") or []
    if not responding:
        return "The request was acknowledged to the council"
    return f"The request was acknowledged to the council: {_services(responding, names)} will respond"


def _advice_recorded(fact: Fact, names: Names) -> str:
    as_part = ", in a joint report" if fact.details.get("joint") else ""
    return f"Advice received from {_service(fact, names)}{as_part}"


def _advice_chased(fact: Fact, names: Names) -> str:
    from_file = ", as the imported tracker says" if fact.details.get("imported") else ""
    return f"{_service(fact, names)} chased for its advice{from_file}"


def _advice_excused(fact: Fact, names: Names) -> str:
    start, end = fact.details.get("from"), fact.details.get("to")
    period = f", from {said(date.fromisoformat(start))}" if start else ""
    period += f" to {said(date.fromisoformat(end))}" if end else ""
    return f"An exemption was claimed for {_service(fact, names)}: {_reason(fact, names, 'ground')}{period}"


def _advice_routed(fact: Fact, names: Names) -> str:
    said_as = ROUTED[fact.details["answer"]].format(service=_service(fact, names))
    return f"{said_as}. The request stays open, on the not-known route"


def _advice_referred(fact: Fact, names: Names) -> str:
    to = _shown(fact.details.get("service"), names, "a service")
    return f"Referred in full to {to}, for the advice asked of {_shown(fact.about, names, 'the service')}"


def _referral_answered(fact: Fact, names: Names) -> str:
    to = _shown(fact.details.get("service"), names, "a service")
    return f"The referral to {to} was answered: {ANSWERED[fact.details['outcome']]}{_advice_by(fact)}"


def _route_decided(fact: Fact, names: Names) -> str:
    service = _shown(fact.details.get("service"), names, "the service")
    decided = DECIDED[fact.details["decision"]].format(service=service)
    return f"The designated officer decided: {decided}{_advice_by(fact)}"


def _advice_by(fact: Fact) -> str:
    by = fact.details.get("advice_by")
    return f" by {said(date.fromisoformat(by))}" if by else ""


def _letter(fact: Fact, names: Names, words: str) -> str:
    """Which letter or copy, to whom, and what became of it."""
    return words.format(
        letter="Copy of a letter" if fact.details.get("copy") else "Letter",
        recipient=_shown(fact.details.get("recipient"), names, "its recipient"),
        title=_reason(fact, names, "step" if fact.details.get("step") else "template"),
    )


def _lateness_explained(fact: Fact, names: Names) -> str:
    """From its second version on it may say when the advice is expected; that moves no date."""
    expected_on = fact.details.get("expected_on")
    when = f". It expects to give it by {said(date.fromisoformat(expected_on))}" if expected_on else ""
    return f"{_service(fact, names)} said why its advice is late: {_reason(fact, names, 'cause')}{when}"


def _raised(fact: Fact, names: Names) -> str:
    due_on = date.fromisoformat(fact.details["due_on"])
    late = f", due on {said(due_on)}" if due_on != fact.happened_on else ""
    return f"{_reason(fact, names, 'step')} ({_service(fact, names)}{late})"


def _issue_held(fact: Fact, names: Names) -> str:
    what = "The draft plan" if fact.details["awaiting"] == "draft" else "The issue of the plan"
    until = said(date.fromisoformat(fact.details["until"]))
    return (
        f"{what} is held until {until} for advice from {_services(fact.details['services'], names)} "
        f"({_reason(fact, names, 'reason')}); the statutory clock is still running"
    )


def _escalation_answered(fact: Fact, names: Names) -> str:
    service, details = _service(fact, names), fact.details
    said_as = _reason(fact, names, "reason") if details["reason"] else ""
    if details["answer"] == Answer.PROMISED:
        by = said(date.fromisoformat(details["promised_on"]))
        return f"{service} will give its advice by {by}; it is late because: {said_as}"
    if details["answer"] == Answer.NOT_PROVIDED:
        who = listed([_shown(code, names, code.replace("-", " ")) for code in details["decided_by"]])
        ground = GROUNDS[Ground(details["reason"])]
        return (
            f"{service} will not give its advice, as {who} decided: {inside(ground)}. The request stays open"
        )
    why = f": {said_as}" if said_as else ", and says what is being done"
    return f"The escalation of {service} was answered ({_reason(fact, names, 'step')}){why}"


def _promise_changed(fact: Fact, names: Names) -> str:
    why, service = _reason(fact, names, "reason"), _service(fact, names)
    if not fact.details["promised_on"]:
        return f"The promise of {service}'s advice was taken back, because: {why}"
    by = said(date.fromisoformat(fact.details["promised_on"]))
    return f"The promise of {service}'s advice was changed: it comes by {by}, because: {why}"


def _wishes_confirmed(fact: Fact, names: Names) -> str:
    """Nothing of whose access was kept or ended: one parent reads this, and the other's is not theirs to know."""
    asked = "As compulsory school age had ended, the young person was asked what they wish"
    return f"{asked}; {DECIDERS[Decider(fact.details['decides'])]}"


def _correction(fact: Fact, names: Names, corrected: Fact | None) -> str:
    entry = f"“{sentence(corrected, names)}”" if corrected else "An entry"
    if fact.details.get("void"):
        return f"{entry} was struck out: it did not happen"
    return f"{entry} was corrected: it happened on {said(fact.happened_on)}"


SENTENCES: Mapping[Kind, Callable[[Fact, Names], str]] = {
    Kind.ASSESSMENT_REQUESTED: lambda fact, names: "The council received the request for an assessment",
    Kind.REQUEST_RECEIVED: _request_received,
    Kind.INVOLVEMENT_CHECKED: _involvement_checked,
    Kind.RECORDS_REQUESTED: lambda fact, names: (
        f"{_shown(fact.details.get('service'), names, 'A service')} was asked to look in its own records"
    ),
    Kind.REQUEST_ACKNOWLEDGED: _request_acknowledged,
    Kind.REQUEST_WITHDRAWN: lambda fact, names: (
        f"The request was withdrawn: {_reason(fact, names, 'reason')}"
    ),
    Kind.ADVICE_SOUGHT: lambda fact, names: f"Advice sought from {_service(fact, names)}",
    Kind.ADVICE_ACKNOWLEDGED: lambda fact, names: (
        f"{_service(fact, names)} acknowledged the request for advice"
    ),
    Kind.ADVICE_CHASED: _advice_chased,
    Kind.ADVICE_RECORDED: _advice_recorded,
    Kind.ADVICE_EXCUSED: _advice_excused,
    Kind.LATENESS_EXPLAINED: _lateness_explained,
    Kind.ADVICE_WITHDRAWN: lambda fact, names: (
        f"The request for advice from {_service(fact, names)} was withdrawn: {_reason(fact, names, 'reason')}"
    ),
    Kind.ADVICE_IMPORTED: lambda fact, names: (
        f"The request for advice from {_service(fact, names)} was imported from a tracker"
    ),
    Kind.ADVICE_ROUTED: _advice_routed,
    Kind.ADVICE_REFERRED: _advice_referred,
    Kind.REFERRAL_ANSWERED: _referral_answered,
    Kind.DECISION_REQUESTED: lambda fact, names: (
        f"The designated officer was asked to decide on the advice of {_service(fact, names)}"
    ),
    Kind.ROUTE_DECIDED: _route_decided,
    Kind.REMINDER_RAISED: lambda fact, names: f"Reminder: {_raised(fact, names)}",
    Kind.STEP_RAISED: lambda fact, names: f"Escalation: {_raised(fact, names)}",
    Kind.ISSUE_HELD: _issue_held,
    Kind.LETTER_SENT: lambda fact, names: _letter(fact, names, "{letter} sent to {recipient}: {title}"),
    Kind.LETTER_RETURNED: lambda fact, names: _letter(
        fact, names, "{letter} to {recipient} came back, not delivered: {title}"
    ),
    Kind.ESCALATION_ANSWERED: _escalation_answered,
    Kind.PROMISE_CHANGED: _promise_changed,
    Kind.ADVICE_INSISTED: lambda fact, names: (
        f"The council still asks for the advice of {_service(fact, names)}, which health will not give"
    ),
    Kind.WISHES_CONFIRMED: _wishes_confirmed,
    Kind.HOLD_ENDED: lambda fact, names: (
        f"The hold for health advice ended: {_reason(fact, names, 'because')}"
    ),
    Kind.LADDER_STARTED: lambda fact, names: (
        f"The escalation ladder for {_service(fact, names)} was started by hand at: {_reason(fact, names, 'step')}"
    ),
}
