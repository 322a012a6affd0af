"""What a cell says: which service, known or not, whose name, which NHS number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from goldenthread.rules.identifiers import check_nhs_number, check_upn
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import listed
from goldenthread.tracker.reading.text import Cell, is_blank, line, shown, squeezed

KNOWN = frozenset(
    "y yes known k true open active current onCaseload openCase yesKnown ✓ ✔ 1".casefold().split()
)
NOT_KNOWN = frozenset(
    "n no nk notKnown unknown false notOpen new newToService noNotKnown never neverSeen 0".casefold().split()
)

_AS_FRACTION = re.compile(r"(?<=\d{10})\.0+$")
"""What some programs leave of a number that they saved as text."""

_PARTICLES = frozenset(
    "van von de der den del della di da dos du la le st st. bin bint ibn al el ap ab mac mc".split()
)
_SPLIT = re.compile(r"\s*(?:[/,;&+\n]|\band\b)\s*")


class Services:
    """The services of an area by everything that they are called, whatever the case, spaces and punctuation."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._codes: dict[str, str | None] = {}
        self._shown: dict[str, str] = {}
        for label, code in labels.items():
            key = squeezed(label)
            self._codes[key] = code if self._codes.get(key, code) == code else None
            self._shown.setdefault(code, label)
        self._known: dict[Cell, str | None] = {}

    def code(self, cell: Cell) -> str | None:
        """The code of the service that a cell names; None where it names none, or two alike."""
        if cell not in self._known:
            self._known[cell] = self._codes.get(squeezed(shown(cell))) if isinstance(cell, str) else None
        return self._known[cell]

    def refusal(self, cell: Cell) -> str:
        """Why a cell names no service, and what to type instead."""
        text = line(cell)
        every = f"This area's services are {listed(list(self._shown.values()), none='not set up yet')}."
        if is_blank(text):
            return f"No service is named. {every}"
        if len([part for part in _SPLIT.split(text) if self.code(part)]) > 1:
            return f"“{text}” names more than one service: give each a row of its own."
        return (
            f"“{text}” is not a service here. {every} Use one of these, or add it to a service's other names."
        )


@lru_cache(maxsize=4096)
def involvement(cell: Cell) -> str | None:
    """Whether the service knows the child: `known`, `not_known`, or None where it is not said.

    Raises Refused for anything else: “closed” alone does not tell whether it was within the last twelve months.
    """
    text = line(cell)
    said = "✓" if text in "✓✔" and text else squeezed(text)
    if said in KNOWN:
        return "known"
    if said in NOT_KNOWN:
        return "not_known"
    if is_blank(text):
        return None
    raise Refused(f"“{text}” does not say whether the service knows the child: type Known or Not known.")


def nhs_number(cell: Cell) -> str | None:
    """Ten digits with their check digit right, or None; raises Refused with why not."""
    text = line(cell)
    if is_blank(text) or squeezed(text) in ("unknown", "notknown", "nk"):
        return None
    return check_nhs_number(_AS_FRACTION.sub("", text))


def upn(cell: Cell) -> str | None:
    """A unique pupil number, or None; raises Refused with why not."""
    text = line(cell)
    return None if is_blank(text) else check_upn(text)


def names(whole: str) -> tuple[str | None, str | None]:
    """A forename and a surname out of one cell: “Rowe, Wren”, “Wren Rowe”, “Wren ROWE”, “Wren van der Berg”."""
    if "," in whole:
        surname, _, forename = whole.partition(",")
        return forename.strip() or None, surname.strip() or None
    words = whole.split()
    if len(words) < 2:
        return None, whole or None
    loud = [word for word in words if word.isupper() and len(word) > 1]
    if loud and len(loud) < len(words):
        return " ".join(word for word in words if word not in loud), " ".join(loud)
    at = next((n for n, word in enumerate(words[1:], 1) if word.casefold() in _PARTICLES), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])


def reference_key(reference: str) -> str:
    """Two references that differ only in case and spaces are one."""
    return "".join(reference.casefold().split())
