"""What the page says on which two versions of the letters are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.design.words import counted, day, short_day
from goldenthread.desk.template_versions.comparing import Compared

COLOURS = {"New": "green", "Left out": "grey", "Changed": "blue"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions(Page):
    """The letters that are not the same, each with both sides."""

    before: str
    after: str
    summary: str
    letters: tuple[tuple[Compared, str], ...]


def versions(area: Any, before: Any, after: Any, letters: Sequence[Compared]) -> Versions:
    """Two editions of the letters."""
    told = counted(len(letters), "letter is", "letters are")
    return Versions(
        title="Compare two versions of the letters",
        caption=area.name,
        trail=(Link("Letter templates", reverse("desk:templates")),),
        before=named(before),
        after=named(after),
        summary=f"{told} not the same." if letters else "All letters are the same in both versions.",
        letters=tuple((each, COLOURS[each.change]) for each in letters),
    )


def in_short(version: Any) -> str:
    """The same with a short day, which fits into a box."""
    since = "from " if version.is_to_come else ""
    return f"Version {version.number}, {since}{short_day(version.starts_on)}"


def named(version: Any) -> str:
    """Version 2, 2 November 2026; or Version 2, from 4 January 2027, where it has other words from then on."""
    since = "from " if version.is_to_come else ""
    return f"Version {version.number}, {since}{day(version.starts_on)}"
