"""What a pack says of its letters: the words of each, when it leaves, from whom to whom, and who signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.post.letters import BUILT_IN, Template, named, template
from goldenthread.rules.access import Role
from goldenthread.rules.ladder import SERVICE, SPOC
from goldenthread.rules.letters import ANSWERS, FIELD, FIELDS, REQUEST_PACK, Wording
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.offsets import offset_from
from goldenthread.rules.words import listed

Pack = Mapping[str, Any]
OCCASIONS: Mapping[Occasion, str] = {
    Occasion.ACKNOWLEDGED: "With the acknowledgement of a council’s request",
    Occasion.ASKED: "When a service is asked for advice",
    Occasion.NO_LONGER_ASKED: "When a request for advice is withdrawn",
    Occasion.NOT_KNOWN: "When a service says that it does not know the child",
    Occasion.RECORDS_REQUESTED: "When a team is asked to look a child up in a record on paper",
    Occasion.RECORDS_LATE: "When such a look-up is late",
    Occasion.QUESTION_ASKED: "When a question is asked about a case",
    Occasion.QUESTION_ANSWERED: "When a question about a case is answered",
    Occasion.HELD: "When the issue of a plan is held for advice",
    Occasion.HOLD_ENDED: "When that hold ends",
    Occasion.DECISION_NEEDED: "When the designated officer has to decide about a child who is not known",
    Occasion.PROMISE_CHANGED: "When the day by which advice was promised changes",
    Occasion.EMERGENCY_OPENED: "When a case was opened in an emergency",
    Occasion.EMERGENCY_OVERDUE: "When nobody has reviewed such an opening in time",
    Occasion.LIST_ATTACHED: "When a service is sent its list, where mail to it is protected",
    Occasion.LIST_WAITS: "When a service is sent its list, where it is not",
}
OF_THE_SYSTEM: Mapping[str, str] = {
    "notice": "When a letter waits to be completed or signed",
    "answer-link": "When a practitioner is sent a link to answer without an account",
    "answer-code": "When that link is opened",
    REQUEST_PACK: "When somebody takes the request pack of a request for advice: a document, which is never mailed",
}
WHOM: Mapping[str, str] = {
    "notice": "whoever completes or signs it",
    REQUEST_PACK: "whoever may read the request",
}


@dataclass(frozen=True, slots=True)
class Use:
    """One time at which a letter leaves: from which role, to whom, who is told too, and who completes or signs it."""

    when: str
    sender: str
    to: str
    copies: str
    signs: str
    first: str = ""
    """The role to which it goes first, by its code, and its step's time to answer: what a preview is made of."""
    response: Mapping[str, int] | None = None
    role: str = SPOC


@dataclass(frozen=True, slots=True)
class Field:
    """A merge field of a letter: what it says, and who fills it in."""

    name: str
    says: str
    filled_by: str


def templates(pack: Pack, on: date) -> list[Template]:
    """Every letter of a pack that has words, and those that every area has, in their words of a day, by title."""
    codes = [row["code"] for row in pack.get("template", []) if "body" in row]
    codes += [code for code in BUILT_IN if code not in codes]
    return sorted((template(pack, code, on) for code in codes), key=lambda each: each.title)


def fields(wording: Wording) -> list[Field]:
    """The merge fields that a letter uses, in the order in which they stand in it."""
    used = dict.fromkeys(FIELD.findall(f"{wording.subject}\n{wording.body}"))
    return [
        Field(name, FIELDS[name], "the record")
        if name in FIELDS
        else Field(name, ANSWERS.get(name, ""), "its sender, before it leaves")
        for name in used
    ]


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A line in pieces, each with whether it is a merge field."""
    for piece in re.split(r"(\{[^{}]*\})", text):
        if piece:
            yield piece, bool(FIELD.fullmatch(piece))


def uses(pack: Pack, found: Template) -> list[Use]:
    """Every time at which a letter leaves, as the pack says."""
    told = [*_occasions(pack, found), *_reminders(pack, found), *_steps(pack, found)]
    if found.code in OF_THE_SYSTEM and not told:
        whom = WHOM.get(found.code, "the practitioner")
        signs = "Nobody" if found.code == REQUEST_PACK else "Nobody: it leaves by itself"
        told = [Use(OF_THE_SYSTEM[found.code], named(pack, SPOC), whom, "", signs, SERVICE)]
    return told


def _occasions(pack: Pack, found: Template) -> Iterator[Use]:
    for row in pack.get("letter", []):
        if row["template"] == found.code:
            yield _use(pack, found, row, OCCASIONS[Occasion(row["code"])])


def _reminders(pack: Pack, found: Template) -> Iterator[Use]:
    for row in pack.get("reminder", []):
        if row["template"] == found.code:
            before = offset_from(row["before"], "before")
            yield _use(pack, found, {"from": SPOC, **row}, f"{before} before the advice is due")


def _steps(pack: Pack, found: Template) -> Iterator[Use]:
    steps = pack.get("ladder", {}).get("step", [])
    titles = {row["code"]: row["title"] for row in steps}
    for row in steps:
        if found.code in (row["template"], row.get("alternative")):
            after = offset_from(row["offset"], "offset")
            anchor = row.get("anchor", "due")
            since = (
                "the day on which the advice was due"
                if anchor == "due"
                else f"“{titles.get(anchor, anchor)}”"
            )
            yield _use(pack, found, row, f"Step “{row['title']}”: {after} after {since}")


def _use(pack: Pack, found: Template, row: Mapping[str, Any], when: str) -> Use:
    sender = row["from"]
    return Use(
        when,
        named(pack, sender),
        listed([named(pack, code) for code in row["to"]]),
        listed([named(pack, code) for code in row.get("copies", [])], none=""),
        _signs(pack, found, sender),
        row["to"][0],
        row.get("response"),
        sender,
    )


def _signs(pack: Pack, found: Template, sender: str) -> str:
    """Whoever plays the sender's part has a deed to do where the letter lacks words of theirs, or is signed."""
    deeds = [*(["completes"] if found.wording.answers else []), *(["signs"] if found.is_signed else [])]
    if not deeds:
        return "Nobody: it leaves by itself"
    return f"{named(pack, sender)} {' and '.join(deeds)} it ({_played(pack, sender)})"


def _played(pack: Pack, sender: str) -> str:
    row: Pack = next((each for each in pack.get("role", []) if each["code"] == sender), {})
    if row.get("per_service") == "head":
        return "each service’s own head"
    return Role(row.get("played_by") or Role.SPOC_MANAGER).label
