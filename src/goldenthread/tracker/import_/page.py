"""What the page says on which a tracker is brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.design.page import Link, Question
from goldenthread.design.words import counted, day, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Question):
    """The upload, the tracker to take out again, and the files taken in so far."""

    downloads: tuple[tuple[str, Link, Link], ...]
    taken: tuple[tuple[object, ...], ...]
    columns: tuple[str, ...] = ("File", "Area", "Taken in", "By", "What came of it")
    waiting: Link | None = None


def import_(
    areas: Sequence[tuple[str, str]],
    taken: Iterable[tuple[UUID, Mapping[str, Any]]],
    waiting: tuple[UUID, str] | None,
) -> Import:
    """Say what happens to the file; offer the tracker as it stands now."""
    return Import(
        title="Import a tracker",
        button="Upload and look at it",
        upload=True,
        downloads=tuple(
            (name, _download(code, name, "xlsx"), _download(code, name, "csv")) for code, name in areas
        ),
        taken=tuple(_taken(id_, **told) for id_, told in taken),
        waiting=Link(waiting[1], reverse("tracker:preview", args=[waiting[0]])) if waiting else None,
    )


def _download(code: str, name: str, kind: str) -> Link:
    words = {"xlsx": "Excel workbook", "csv": "CSV"}[kind]
    return Link(words, reverse("tracker:export", args=[code, kind]), about=f"of {name}'s tracker")


def _taken(
    import_id: UUID, file_name: str, area: str, on: date, by: str, answer: Mapping[str, Any]
) -> tuple[object, ...]:
    left = len(answer["rejected"]) + len(answer["questions"])
    new, updated, unchanged = (answer[name] for name in ("created", "updated", "unchanged"))
    came = f"{counted(new, 'new request')}, {number(updated)} updated, {number(unchanged)} unchanged"
    return (
        Link(file_name, reverse("tracker:taken", args=[import_id])),
        area,
        day(on),
        by,
        f"{came}, {left} left out" if left else came,
    )
