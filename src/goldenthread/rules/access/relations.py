"""How somebody comes to a case who is not led there by their organisation: a relation, with its basis."""

from __future__ import annotations

from enum import StrEnum

from goldenthread.rules.access.sections import EVERY, Section


class Basis(StrEnum):
    """Why somebody was let into a case (the lawful ground; consent is one of them and not the usual one)."""

    ADVICE = "advice"
    CONSULTED = "consulted"
    PARENTAL_RESPONSIBILITY = "parental-responsibility"
    YOUNG_PERSON = "young-person"
    CONSENT = "consent"
    SAFEGUARDING = "safeguarding"
    COURT_ORDER = "court-order"
    PANEL = "panel"
    EMERGENCY = "emergency"

    @property
    def words(self) -> str:
        return WORDS[self]

    @property
    def opens(self) -> frozenset[Section]:
        """The parts that a relation on this ground may open at most."""
        return OPENS[self]

    @property
    def is_of_the_family(self) -> bool:
        """Whether somebody let in on this ground is of the child's own family, or the child."""
        return self in (Basis.PARENTAL_RESPONSIBILITY, Basis.YOUNG_PERSON)

    @property
    def names(self) -> bool:
        """Whether somebody let in on this ground counts as named on a case that is kept to named people."""
        return self not in (Basis.PANEL, Basis.CONSULTED, Basis.EMERGENCY)


WORDS: dict[Basis, str] = {
    Basis.ADVICE: "asked for advice",
    Basis.CONSULTED: "consulted as a school or setting",
    Basis.PARENTAL_RESPONSIBILITY: "has parental responsibility",
    Basis.YOUNG_PERSON: "is the young person",
    Basis.CONSENT: "by consent of the family or the young person",
    Basis.SAFEGUARDING: "for safeguarding",
    Basis.COURT_ORDER: "by order of a court",
    Basis.PANEL: "member of the panel",
    Basis.EMERGENCY: "opened in an emergency",
}

_SHOWN = frozenset({Section.CHILD, Section.REQUESTS, Section.ADVICE})
OPENS: dict[Basis, frozenset[Section]] = {
    Basis.ADVICE: EVERY,
    Basis.CONSULTED: _SHOWN,
    Basis.PARENTAL_RESPONSIBILITY: _SHOWN | {Section.HOUSEHOLD},
    Basis.YOUNG_PERSON: _SHOWN | {Section.HOUSEHOLD},
    Basis.CONSENT: _SHOWN,
    Basis.SAFEGUARDING: EVERY,
    Basis.COURT_ORDER: EVERY,
    Basis.PANEL: _SHOWN,
    Basis.EMERGENCY: EVERY,
}
EMERGENCY_MINUTES = 60
"""How long a case opened in an emergency stays open (reliability: the summary care record's practice)."""
