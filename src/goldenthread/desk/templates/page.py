"""What the list of an area's letters says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.design.words import day
from goldenthread.desk.templates.reading import templates, uses

COLUMNS = ("Letter", "When it leaves", "From", "To", "Completed or signed by")


@dataclass(frozen=True, slots=True)
class Line:
    """One letter; each of its times on a line of its own."""

    title: str
    href: str
    when: tuple[str, ...]
    senders: tuple[str, ...]
    to: tuple[str, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfArea:
    """One area's letters, and the version of the pack that has them."""

    name: str
    version: str
    lines: tuple[Line, ...]
    versions: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates(Page):
    """The letters of every area that the viewer may read."""

    columns: tuple[str, ...]
    areas: tuple[OfArea, ...]


def list_of(areas: Sequence[tuple[Any, Any, bool]], on: date) -> Templates:
    """Each area with its pack in force in its words of a day, and whether there are others to compare them with."""
    return Templates(
        title="Letter templates",
        columns=COLUMNS,
        areas=tuple(_area(*each, on) for each in areas),
    )


def _area(area: Any, version: Any, has_others: bool, on: date) -> OfArea:
    compare = Link("Compare two versions", reverse("desk:template_versions", args=[area.code]))
    return OfArea(
        area.name,
        f"Version {version.number} of the area’s pack, loaded on {day(version.loaded_on)}",
        tuple(_line(area, version.data, each) for each in templates(version.data, on)),
        compare if has_others else None,
    )


def _line(area: Any, pack: Mapping[str, Any], found: Any) -> Line:
    told = uses(pack, found)
    return Line(
        found.title,
        reverse("desk:template", args=[area.code, found.code]),
        tuple(use.when for use in told) or ("Never: nothing in the pack sends it",),
        tuple(dict.fromkeys(use.sender for use in told)),
        tuple(dict.fromkeys(use.to for use in told)),
        tuple(dict.fromkeys(use.signs for use in told)),
    )
