"""What the page says on which a tracker is brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from goldenthread.design.page import Link, Question
from goldenthread.design.words import counted, day, number
from goldenthread.tracker.queries import TakenIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Question):
    """The upload, the tracker to take out again, and the files taken in so far."""

    downloads: tuple[tuple[str, Link, Link], ...]
    taken: tuple[tuple[object, ...], ...]
    columns: tuple[str, ...] = ("File", "Area", "Taken in", "By", "What came of it")
    waiting: Link | None = None


def import_(
    areas: Sequence[tuple[str, str]],
    taken: Iterable[TakenIn],
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
        taken=tuple(map(_taken, taken)),
        waiting=Link(waiting[1], reverse("tracker:preview", args=[waiting[0]])) if waiting else None,
    )


def _download(code: str, name: str, kind: str) -> Link:
    words = {"xlsx": "Excel workbook", "csv": "CSV"}[kind]
    return Link(words, reverse("tracker:export", args=[code, kind]), about=f"of {name}'s tracker")


def _taken(told: TakenIn) -> tuple[object, ...]:
    came = f"{counted(told.created, 'new request')}, {number(told.updated)} updated, {number(told.unchanged)} unchanged"
    return (
        Link(told.file_name, reverse("tracker:taken", args=[told.id])),
        told.area,
        day(told.on),
        told.by,
        f"{came}, {number(told.left_out)} left out" if told.left_out else came,
    )
