"""A child's particulars in words that somebody types for a letter: mail is read by whoever opens the mailbox (B11).

A letter gives the reference and leads to the record. Its own fields hold no particulars; what a person adds may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.rules.refusals import Refused

NAMED = (
    "These words say the child’s {what}, and the letter leaves by mail. Take it out: the reference is in it."
)
NUMBER = re.compile(r"(?<!\d)\d(?:[ -]?\d){9}(?!\d)")


@dataclass(frozen=True, slots=True)
class Particulars:
    """Of one child, what no mail says."""

    forename: str
    surname: str
    born_on: date | None = None
    nhs_number: str | None = None


def check_words(words: str, of: Particulars, field: str = "words") -> None:
    """Refuse words that say who the child is. A name counts as it is written, since many names are words too."""
    for what in said_of(words, of):
        raise Refused(NAMED.format(what=what), field)


def said_of(words: str, of: Particulars) -> Iterator[str]:
    """Which particulars of the child stand in these words."""
    each, both = (
        rf"\b({re.escape(of.forename)}|{re.escape(of.surname)})\b",
        rf"\b{re.escape(of.forename)}\s+{re.escape(of.surname)}\b",
    )
    if re.search(each, words) or re.search(both, words, re.IGNORECASE):
        yield "name"
    if of.born_on and re.search(_day(of.born_on), words, re.IGNORECASE):
        yield "date of birth"
    if of.nhs_number and any(re.sub(r"\D", "", each) == of.nhs_number for each in NUMBER.findall(words)):
        yield "NHS number"


def _day(day: date) -> str:
    """A day as people write it: 7 April 2015, 7th Apr 2015, 07/04/2015, 7.4.15, 2015-04-07."""
    month = rf"(?:{day:%b}|{day:%B})"
    spelled = rf"\b0?{day.day}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}\.?,?\s+{day.year}\b"
    figures = rf"\b0?{day.day}[/.-]0?{day.month}[/.-](?:{day.year}|{day:%y})\b"
    return rf"{spelled}|{figures}|\b{day.isoformat()}\b"
