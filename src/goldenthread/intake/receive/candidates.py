"""The children here already who may be the one that arrives, as a person compares them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.design.words import day, listed

DIFFERENT = "different"
PARTICULARS = {
    "forename": "forename",
    "surname": "surname",
    "born_on": "date of birth",
    "nhs_number": "NHS number",
    "upn": "UPN",
    "school": "school",
    "gp_practice": "GP practice",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One child here already. `is_certain` leaves no choice: two children never share an NHS number."""

    value: str
    words: str
    hint: str
    is_certain: bool


def candidate(
    *,
    child_id: object,
    name: str,
    born_on: date | None,
    nhs_number: str | None,
    reason: str,
    references: Sequence[str],
    typed: str,
) -> Candidate:
    """A child who has `reason` in common. `typed` is the reference that came: their own case, or a new one."""
    born = f"born {day(born_on)}" if born_on else "date of birth not recorded"
    number = f"NHS number {grouped(nhs_number)}" if nhs_number else "NHS number not recorded"
    return Candidate(
        value=str(child_id),
        words=f"{name}, {born}, {number}",
        hint=f"{reason[:1].upper()}{reason[1:]}. {_cases(references, typed)}",
        is_certain=reason == "the same NHS number",
    )


def _cases(references: Sequence[str], typed: str) -> str:
    """Which case the request would go on."""
    if typed and typed in references:
        return f"The request goes on case {typed}."
    new = f"A new case, {typed}, is opened." if typed else "A new case is opened."
    if not references:
        return f"No case yet. {new}"
    other = f"Has {'case' if len(references) == 1 else 'cases'} {listed(list(references))}. {new}"
    return other if typed else f"{other} To add to a case, change what you typed and give its reference."


def grouped(number: str) -> str:
    """999 123 4560, as it is printed on letters."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def differences(held: Any, arriving: Any) -> list[str]:
    """The particulars of which the council says otherwise than is held here."""
    pairs = {words: (getattr(arriving, name), getattr(held, name)) for name, words in PARTICULARS.items()}
    return [
        words
        for words, (said, kept) in pairs.items()
        if said and str(said).casefold() != str(kept).casefold()
    ]
