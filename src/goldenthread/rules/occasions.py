"""The letters that leave with a deed on a case, beside those of the ladder: an area's [[letter]] tables.

Each area says who is written to when a request is acknowledged (S1-43), a service is asked (S0-20), is no longer asked,
or says that it does not know the child (S0-22); when a team is asked to look in its own records (S0-05), a question is
asked (S0-19), a plan is held (S0-23), health changes its promise (S1-50), or will not give the advice (S1-51); when a
case was opened in an emergency, or nobody has reviewed that (A15). An occasion without a table has no letter.

A service's list (S0-13) is sent with one of two letters: one to which it is attached, one that says where to fetch it.
Neither is about one case, and both go to the service alone.

Of a question `to` names everybody who may be written to: it goes to those of them to whom it was put.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from goldenthread.rules.letters import FIELDS


class Occasion(StrEnum):
    """A deed with which letters leave."""

    ACKNOWLEDGED = "acknowledged"
    ASKED = "asked"
    NO_LONGER_ASKED = "no-longer-asked"
    NOT_KNOWN = "not-known"
    RECORDS_REQUESTED = "records-requested"
    RECORDS_LATE = "records-late"
    QUESTION_ASKED = "question-asked"
    QUESTION_ANSWERED = "question-answered"
    HELD = "held"
    HOLD_ENDED = "hold-ended"
    DECISION_NEEDED = "decision-needed"
    PROMISE_CHANGED = "promise-changed"
    EMERGENCY_OPENED = "emergency-opened"
    EMERGENCY_OVERDUE = "emergency-overdue"
    LIST_ATTACHED = "list-attached"
    LIST_WAITS = "list-waits"


OF_AN_OPENING = frozenset({Occasion.EMERGENCY_OPENED, Occasion.EMERGENCY_OVERDUE})
"""What is told of an emergency: by the reference of the opening, so that neither case nor child is named."""

OF_EVERY = frozenset(
    {"area", "front_door", "reference", "council", "recipient", "sender", "received_on", "due_on", "lateness"}
) | {"today", "link"}
OF_THE_ROUTE = frozenset({"checked", "unchecked", "said", "next_who", "next_action", "next_by"})
OF_RECORDS = frozenset({"records", "asked_on"})
OF_A_QUESTION = frozenset(
    {"area", "front_door", "reference", "recipient", "sender", "today", "link", "asked_on", "reply_by"}
)
TOLD_OF_AN_OPENING = frozenset(
    {
        "area",
        "front_door",
        "recipient",
        "sender",
        "today",
        "link",
        "opening",
        "opened_by",
        "opened_at",
        "open_until",
    }
) | {"reply_by"}
OF_A_LIST = frozenset({"area", "front_door", "service", "requests", "recipient", "sender", "today", "link"})
FILLED: Mapping[Occasion, frozenset[str]] = {
    Occasion.ACKNOWLEDGED: OF_EVERY | {"services"},
    Occasion.ASKED: OF_EVERY | {"service"},
    Occasion.NO_LONGER_ASKED: OF_EVERY | {"service"},
    Occasion.NOT_KNOWN: OF_EVERY | {"service"} | OF_THE_ROUTE,
    Occasion.RECORDS_REQUESTED: OF_EVERY | {"service", "reply_by"} | OF_RECORDS,
    Occasion.RECORDS_LATE: OF_EVERY | {"service", "reply_by"} | OF_RECORDS,
    Occasion.QUESTION_ASKED: OF_A_QUESTION,
    Occasion.QUESTION_ANSWERED: OF_A_QUESTION,
    Occasion.HELD: OF_EVERY | {"service", "awaiting", "why", "until"},
    Occasion.HOLD_ENDED: OF_EVERY | {"service", "why"},
    Occasion.DECISION_NEEDED: OF_EVERY | {"service", "reply_by"},
    Occasion.PROMISE_CHANGED: OF_EVERY | {"service", "before", "now", "why"},
    Occasion.EMERGENCY_OPENED: TOLD_OF_AN_OPENING,
    Occasion.EMERGENCY_OVERDUE: TOLD_OF_AN_OPENING | {"waited"},
    Occasion.LIST_ATTACHED: OF_A_LIST,
    Occasion.LIST_WAITS: OF_A_LIST,
}
"""The merge fields that the record fills in on each occasion."""


LISTS = (Occasion.LIST_ATTACHED, Occasion.LIST_WAITS)
"""About many children and no one case: they leave by themselves, to the service alone."""

LEAVES_WITH: Mapping[Occasion, str] = {
    Occasion.ACKNOWLEDGED: "intake.acknowledge",
    Occasion.ASKED: "advice.seek",
    Occasion.NO_LONGER_ASKED: "advice.withdraw",
    Occasion.NOT_KNOWN: "advice.route",
    Occasion.RECORDS_REQUESTED: "triage.request_records",
    Occasion.RECORDS_LATE: "deadlines.tick",
    Occasion.QUESTION_ASKED: "intake.ask",
    Occasion.QUESTION_ANSWERED: "intake.answer",
    Occasion.HELD: "plans.hold",
    Occasion.HOLD_ENDED: "plans.end_hold",
    Occasion.DECISION_NEEDED: "deadlines.tick",
    Occasion.PROMISE_CHANGED: "deadlines.change_promise",
    Occasion.EMERGENCY_OPENED: "post.alert",
    Occasion.EMERGENCY_OVERDUE: "post.alert",
    Occasion.LIST_ATTACHED: "advice.send_list",
    Occasion.LIST_WAITS: "advice.send_list",
}
"""The deed that writes the letters: nobody sends one who may not do that. The ladder's are the tick's."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Who writes to whom on an occasion, in which words; each by the code of a role and of a template."""

    sender: str
    recipients: tuple[str, ...]
    copies: tuple[str, ...]
    template: str


def sending(pack: Mapping[str, Any], occasion: Occasion) -> Sending | None:
    """What an area sends on this occasion; None where it sends nothing."""
    row = next((each for each in pack.get("letter", []) if each["code"] == occasion), None)
    if row is None:
        return None
    return Sending(row["from"], tuple(row["to"]), tuple(row.get("copies", [])), row["template"])


def unfilled(occasion: Occasion, used: Iterable[str]) -> list[str]:
    """Those of the merge fields in use that nothing fills in on this occasion."""
    return sorted((set(used) & set(FIELDS)) - FILLED[occasion])


def addressed(
    pack: Mapping[str, Any], told_to: Sending, *, is_service: bool, organisation: str, role: str
) -> Sending:
    """The same for those of its recipients alone who are a side of a question: a service, a council or a role."""
    rows = {row["code"]: row for row in pack.get("role", [])}
    meant = tuple(
        code
        for code in told_to.recipients
        if code == role
        or (is_service and rows.get(code, {}).get("per_service") == "contact")
        or (organisation and rows.get(code, {}).get("organisation") == organisation)
    )
    return replace(told_to, recipients=meant)
