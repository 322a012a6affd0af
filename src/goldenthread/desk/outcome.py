"""Health's own answer about late advice, as lists and the case show it: promised, a promise not kept, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from goldenthread.design.page import Row
from goldenthread.design.words import day, listed, short_day
from goldenthread.rules.facts import Fact
from goldenthread.rules.outcomes import GROUNDS, OUTCOMES, Answer, Ground, outcome


class Answered(NamedTuple):
    """A few words and their colour; none where health has not answered."""

    words: str
    colour: str


UNANSWERED = Answered("", "")
AGAIN = {
    Answer.NOT_PROVIDED: Answered("Health will not give it", "orange"),
    Answer.TAKEN_BACK: Answered("Promise taken back", "red"),
    Answer.INSISTED: Answered("Asked again by the council", "red"),
}
SAID = {
    **OUTCOMES,
    Answer.TAKEN_BACK: "The promise was taken back: health answers anew",
    Answer.INSISTED: "The council still asks for the advice: health answers anew",
}


def answered(answer: str, promised_on: date | None, today: date) -> Answered:
    """What was answered about advice that is still awaited."""
    if answer in AGAIN:
        return AGAIN[Answer(answer)]
    if promised_on is None:
        return UNANSWERED
    if promised_on < today:
        return Answered(f"Promise not kept: {short_day(promised_on)}", "red")
    return Answered(f"Promised by {short_day(promised_on)}", "blue")


def rows(facts: Iterable[Fact], names: Mapping[str, str]) -> list[Row]:
    """The last answer in full: which outcome, when it was said, why, and by whose decision."""
    found = outcome(facts)
    if found is None:
        return []
    said = f"{SAID[found.answer]}. Said on {day(found.on)}"
    if found.answer in (Answer.TAKEN_BACK, Answer.INSISTED):
        return [Row("Health’s answer", said)]
    if found.promised_on:
        why = names.get(found.reason, found.reason)
        return [
            Row("Health’s answer", said),
            Row("Promised by", found.promised_on),
            Row("Reason given", why),
        ]
    who = listed([names.get(code, code) for code in found.decided_by])
    return [
        Row("Health’s answer", f"{said}. The request stays open"),
        Row("Decided by", who),
        Row("Reason given", GROUNDS[Ground(found.reason)]),
    ]
