"""What the list of restrictions says: by reference, never the case nor the child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from goldenthread.cases.lift.queries import Restricted
from goldenthread.design.page import Page
from goldenthread.design.words import day
from goldenthread.rules.access import Section

COLUMNS = ("Restriction", "Who is kept out", "Of what and why", "From and until", "Kept out by")


@dataclass(frozen=True, slots=True)
class Line:
    """One restriction in force."""

    reference: str
    href: str
    who: str
    what: str
    why: str
    first: str
    last: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restrictions(Page):
    """Those in force, the latest first."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def restrictions(found: Sequence[Restricted]) -> Restrictions:
    """Those that the viewer may lift."""
    return Restrictions(title="Restrictions", columns=COLUMNS, lines=tuple(_line(each) for each in found))


def _line(one: Restricted) -> Line:
    return Line(
        one.reference,
        reverse("cases:lift", args=[one.id]),
        one.who,
        Section(one.section).words.capitalize() if one.section else "The whole case",
        one.reason,
        day(one.starts_on),
        f"until {day(one.ends_on)}" if one.ends_on else "until somebody lifts it",
        one.by,
    )
