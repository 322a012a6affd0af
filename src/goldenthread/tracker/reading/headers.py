"""Which question a column answers, told from its heading, however it is worded.

A heading is cut into words, each word put into one form (`rec'd`, `received` and `rec` are one), and the
words that only decorate are dropped. What is left is looked up. Nothing is matched by likeness: a heading
that is not in the table is reported, never guessed at.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from goldenthread.tracker.reading.text import Cell, line

ESSENTIAL = ("reference", "service", "received_on")
DATES = ("born_on", "received_on", "acknowledged_on", "chased_on", "returned_on")
FREE_TEXT = frozenset({"notes"})

MEANT = {
    "reference": "the council's reference (for instance “LA ref”)",
    "service": "the service asked (“Service”)",
    "received_on": "the date that the request was received (“Date request rec'd”)",
}

TABLE: dict[str, str] = {
    "reference": """
        la ref|ehc ref|ehcp ref|ehcna ref|ehca ref|council ref|la case ref|la case num|ehc num|ehcp num|ehcna num|
        la num|council num|council case ref|council case num|ehc case ref|ehc case num|case ref|case num|sen ref|
        send ref|sen num|send num|unique ref|request ref|request num|referral num|ref""",
    "forename": "forename|first name|given name|christian name|forenames|first",
    "surname": "surname|last name|family name|second name|last",
    "name": "name|full name|",
    "born_on": "dob|birth|born",
    "nhs_number": "nhs num|nhs|nhs ref",
    "upn": "upn",
    "service": """
        service|team|discipline|therapy|health service|health team|service request|team request|service sought|
        service ask|service team|team service|advice giver|provider|advice from|profession|department|
        service name|team name""",
    "involvement": """
        known|known service|known team|known health|known us|known or not|known not known|open service|open known|
        open case|open|caseload|involvement|involved|known caseload""",
    "received_on": """
        request recd|request recd spoc|request recd by spoc|request recd la|request recd from la|
        request from la recd|recd|recd spoc|recd by spoc|recd from la|spoc recd|ehc request recd|
        ehcna request recd|ehcp request recd|ehc request|ehcna request|request|request in|request from la|
        notification recd|referral recd|@referral|@notified|@advice request|@in""",
    "acknowledged_on": "ack sent|ack|ack sent la|ack la|request ack|ack email sent|ack email|ack request",
    "due": """
        due|report due|advice due|due la|deadline|advice deadline|report deadline|target|statutory deadline|
        due in|due by|response due|statutory due|due back|return due|final deadline""",
    "chased_on": """
        chase|chase sent|chase service|chase team|chase up|chaser|chaser sent|1st chase|first chase|chase 1|
        chase email|chase email sent|chaser email sent|reminder sent""",
    "returned_on": """
        report return|advice return|return|advice recd|report recd|return la|report return la|advice return la|
        advice recd spoc|return spoc|report sent la|advice sent la|report sent|advice sent|response recd|
        recd back|response return|advice report recd|advice report return|@report|@advice|@report back|
        @report in|@submitted|@report submitted|@advice submitted|@submitted la|@complete|@report complete|
        @advice complete|@sent la""",
    "days_late": """
        days late|num days late|days overdue|num days overdue|days over|late by|late by days|late days|
        late in days""",
    "notes": """
        notes|comments|note|comment|remarks|notes comments|comments notes|further information|additional notes|
        additional comments|general comments|general notes|other information|free text""",
    "school": """
        school|setting|school setting|school name|nursery school|education setting|setting name|current school|
        placement""",
    "gp": "gp|gp practice|gp surgery|gp name|registered gp",
}
"""The wordings of each question's heading, the usual ones first; `@` where it must say that it is a date."""

RANKED = {
    field: {phrase.strip(): rank for rank, phrase in enumerate(phrases.split("|"))}
    for field, phrases in TABLE.items()
}

_SAME = {
    word: kept
    for kept, words in {
        "ref": "reference refs references",
        "num": "number no nos id identifier",
        "la": "lea authority",
        "recd": "received rec receipt rcvd rcd recvd arrived",
        "request": "requested requests req reqd",
        "ack": "acknowledged acknowledgement acknowledgment ackd acked acknowledge",
        "return": "returned returns retd rtnd",
        "chase": "chased chasing chases",
        "report": "reports",
        "complete": "completed",
        "submitted": "submission",
        "ask": "asked",
        "council": "councils",
        "service": "services",
        "team": "teams",
        "email": "mail letter",
        "days": "day",
    }.items()
    for word in words.split()
}
_DATE_WORDS = frozenset({"date", "dates", "when", "dated"})
_CHILD_WORDS = frozenset(
    "child childs children pupil pupils student students young person persons yp cyp patient patients client".split()
)
_FILLERS = frozenset("of the to for and a an was is on any if this s weeks week wks wk 6 six".split())
_DECORATION = _DATE_WORDS | _CHILD_WORDS | _FILLERS
_DATED = frozenset({*DATES, "due"})
_YES_NO = re.compile(r"\b(?:y n|yes no|y or n|yes or no)\b")


class Meaning(NamedTuple):
    """What a heading asks for, and how near it comes to the usual wording: 0 is the nearest."""

    field: str
    rank: int


def meaning(heading: Cell) -> Meaning | None:
    """What a column with this heading holds; None where the heading is not one that is known."""
    plain = line(heading).casefold()
    return _meaning(plain) or _meaning(re.sub(r"\(.*?\)|\[.*?\]", " ", plain))


def _meaning(plain: str) -> Meaning | None:
    words = _words(plain)
    is_date = not _DATE_WORDS.isdisjoint(words)
    phrase = " ".join(word for word in words if word not in _DECORATION)
    if not phrase and (is_date or _CHILD_WORDS.isdisjoint(words)):
        return None
    for field, ranks in RANKED.items():
        rank = ranks.get(phrase, ranks.get(f"@{phrase}") if is_date else None)
        if rank is not None and (field in _DATED or not is_date):
            return Meaning(field, rank)
    return None


def _words(plain: str) -> list[str]:
    plain = re.sub(r"\bd[./ ]?o[./ ]?b\b\.?", "dob", plain)
    plain = plain.replace("local authority", "la").replace("unique pupil number", "upn")
    plain = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’.]", "", plain))
    words = [_SAME.get(word, word) for word in _YES_NO.sub(" ", plain).split()]
    return [word for word in words if word != "num" or "ref" not in words]
