"""The words of a letter: a template of the area with merge fields, such as {reference} and {due_on}.

Mail is read by whoever opens the mailbox, so no field names a child, gives a date of birth or an NHS number: a letter
says the reference, and leads to the record, where a person signs in. What a person must say themselves before the
letter can leave, such as a reason, are the fields of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.rules.escalation import counted_from
from goldenthread.rules.offsets import Offset
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted, listed, said

FIELDS: Mapping[str, str] = {
    "area": "the area",
    "front_door": "the area's name for its single point of contact",
    "reference": "the case's reference",
    "council": "the council that asked",
    "service": "the service, as the area calls it",
    "services": "the services that will answer",
    "requests": "how many open requests stand in a service's list",
    "recipient": "the role that it goes to",
    "sender": "the role that it comes from",
    "received_on": "the day on which the single point of contact received the request",
    "due_on": "the day on which the advice is due",
    "lateness": "how late the advice is, or how long is left",
    "today": "the day on which the letter is written",
    "reply_by": "the day by which an answer is asked for",
    "link": "where the record is",
    "code": "the one-time code for a link",
    "checked": "which records were looked up, when and with what result",
    "unchecked": "which records are still to be looked up, by whom and by which day",
    "records": "the records in which a team is asked to look",
    "asked_on": "the day on which it was asked",
    "awaiting": "with what the council waits: the draft plan, or issuing the plan",
    "until": "the day until which the council waits",
    "why": "why, from a list",
    "before": "the day on which the advice was promised before",
    "now": "on which day it will come now, or that no day is given",
    "opening": "the reference of an opening in an emergency, which names neither the case nor the child",
    "opened_by": "who opened a case in an emergency",
    "opened_at": "when they opened it",
    "open_until": "until when it is open to them",
    "waited": "how long the opening has waited for its review",
    "said": "what the service said of the child",
    "next_who": "who acts next on the not-known route",
    "next_action": "what they do",
    "next_by": "by which day they do it",
}
"""What the record itself fills in."""

ANSWERS: Mapping[str, str] = {
    "reason": "the reason",
    "promised_on": "the day on which the advice will be given",
    "action": "what is being done",
    "decided_by": "who decided",
}
"""What the sender says before the letter can leave."""

KEPT_OUT = "[it stands in the mail alone]"
"""What the record shows in place of a secret, such as a personal link: only its recipient reads that."""

IDENTIFYING = frozenset({"child", "forename", "surname", "born_on", "nhs_number", "address", "school"})
"""What never stands in a letter that leaves by mail."""

REQUEST_PACK = "request-pack"
"""The template whose words stand on top of a request pack: a document that is taken from the record, never mailed."""

OF_THE_PACK = frozenset(
    {"area", "front_door", "reference", "council", "service", "recipient", "sender", "received_on", "due_on"}
) | {"lateness", "today", "link"}
"""The merge fields that the record fills in there. The child stands below, where the record puts it."""

FIELD = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"[a-z_]+")
LONGEST_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class Wording:
    """What a template says: one line of subject, and paragraphs between empty lines."""

    subject: str
    body: str

    @property
    def answers(self) -> tuple[str, ...]:
        """What somebody has to say before it can leave, in the order in which it is asked."""
        used = {*FIELD.findall(self.subject), *FIELD.findall(self.body)}
        return tuple(name for name in ANSWERS if name in used)


def problems(text: str) -> Iterator[str]:
    """Everything wrong with a subject or a body, each in a sentence."""
    known = {*FIELDS, *ANSWERS}
    for name in dict.fromkeys(FIELD.findall(text)):
        if name in IDENTIFYING:
            yield (
                f"“{{{name}}}” would put a child's particulars into mail. Leave it out: {{reference}} and {{link}} "
                "lead to the record."
            )
        elif name not in known:
            yield f"“{{{name}}}” is not a merge field. Known are: {', '.join(sorted(known))}."
    if set("{}") & set(FIELD.sub("", text)):
        yield "A curly bracket has no partner. A merge field is one word between two of them, such as {reference}."


def merged(wording: Wording, values: Mapping[str, str]) -> Wording:
    """The letter's own words. Raises Refused where a field has no value: nothing leaves with a gap."""
    missing = [name for name in _used(wording) if not values.get(name, "").strip()]
    if missing:
        named = listed([{**FIELDS, **ANSWERS}.get(name, name) for name in missing])
        raise Refused(f"The letter cannot be written yet: {named} is missing.", missing[0])
    return Wording(*(_filled(text, values) for text in (wording.subject, wording.body)))


def dated(due_on: date, response: Offset | None, on: date, step_due_on: date | None = None) -> dict[str, str]:
    """What a letter says of days, on the day on which it leaves: how late, today's date, and by when to answer.

    The time to answer the letter of a step counts from the day of that step, unless it leaves late.
    """
    days = (on - due_on).days
    late = (
        f"{counted(days, 'day')} late"
        if days > 0
        else f"{counted(-days, 'day')} left"
        if days
        else "due today"
    )
    return {
        "due_on": said(due_on),
        "lateness": late,
        "today": said(on),
        "reply_by": said(response.after(counted_from(step_due_on or on, on))) if response else "",
    }


def previewed(wording: Wording, values: Mapping[str, str]) -> Wording:
    """The letter as it will be: what is not known yet stands between square brackets."""
    gaps = {name: f"[{said}]" for name, said in {**FIELDS, **ANSWERS}.items()}
    return merged(wording, {**gaps, **{name: value for name, value in values.items() if value}})


def paragraphs(body: str) -> list[list[str]]:
    """The paragraphs of a body, each as its lines."""
    blocks = re.split(r"\n[ \t]*\n", body.strip())
    lines = [[line.strip() for line in block.splitlines() if line.strip()] for block in blocks]
    return [block for block in lines if block]


def _used(wording: Wording) -> Collection[str]:
    return dict.fromkeys([*FIELD.findall(wording.subject), *FIELD.findall(wording.body)])


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Each field once: a value that looks like a field is only words."""
    return FIELD.sub(lambda found: values[found[1]], text)
