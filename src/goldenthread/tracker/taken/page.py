"""What the page says of a file that was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.design.words import day
from goldenthread.tracker.words import WORDS

MOST_LISTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Page):
    """Who took it in, its counts, and the rows that were left out."""

    intro: str
    figures: tuple[tuple[int, str, str | None], ...]
    left: tuple[tuple[object, ...], ...]
    left_more: int
    worklist: str
    columns: tuple[str, ...] = ("Row", "What", "Problem")


def taken(file_name: str, area: str, on: date, by: str, answer: Mapping[str, Any]) -> Taken:
    """The kept answer, as it was on the day."""
    left = sorted([*answer["rejected"], *answer["questions"]], key=lambda each: each["row"])
    counts = (
        (answer["created"], "new", None),
        (answer["updated"], "updated", None),
        (answer["unchanged"], "unchanged", None),
        (len(left), "left out", None),
        (len(answer["duplicates"]), "repeated", None),
    )
    return Taken(
        title=file_name,
        tab="A tracker that was taken in",
        caption=f"Tracker of {area}, taken in",
        back=Link("Back to importing", reverse("tracker:import")),
        intro=f"{by} took it in on {day(on)}.",
        figures=counts,
        left=tuple(
            (f"Row {each['row']}", WORDS[each["field"]], each["problem"]) for each in left[:MOST_LISTED]
        ),
        left_more=max(0, len(left) - MOST_LISTED),
        worklist=reverse("desk:worklist"),
    )
