"""The parts of a record, and how closely a thing in them is kept."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Section(StrEnum):
    """A part of a child's record that a role or a relation may open."""

    CHILD = "child"
    IDENTIFIERS = "identifiers"
    HOUSEHOLD = "household"
    REQUESTS = "requests"
    ADVICE = "advice"
    REMARKS = "remarks"

    @property
    def words(self) -> str:
        return WORDS[self]


WORDS: dict[Section, str] = {
    Section.CHILD: "name, date of birth, school and reference",
    Section.IDENTIFIERS: "NHS number, UPN, ULN and GP practice",
    Section.HOUSEHOLD: "parents and carers, and how to reach them",
    Section.REQUESTS: "the council's requests and the dates that the law sets",
    Section.ADVICE: "the services that were asked, their dates and answers",
    Section.REMARKS: "what staff wrote beside an entry",
}

EVERY = frozenset(Section)


def said(sections: Collection[Section]) -> str:
    """Some parts in words, in their order; all of them in two."""
    if frozenset(sections) >= EVERY:
        return "every part"
    return "; ".join(section.words for section in Section if section in sections)


class Classification(StrEnum):
    """How closely a thing is kept; each opens what stands before it."""

    ORDINARY = "ordinary"
    CONFIDENTIAL = "confidential"
    SAFEGUARDING = "safeguarding"
    SEALED = "sealed"

    @property
    def words(self) -> str:
        return CLASSES[self]

    def covers(self, thing: Classification) -> bool:
        """Whether somebody who may see things of this class may see the thing."""
        order = list(Classification)
        return order.index(thing) <= order.index(self)


CLASSES: dict[Classification, str] = {
    Classification.ORDINARY: "everybody on the case",
    Classification.CONFIDENTIAL: "health and council staff on the case",
    Classification.SAFEGUARDING: "social workers and managers on the case",
    Classification.SEALED: "people named on the case for safeguarding or by a court",
}
