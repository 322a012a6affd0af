"""What the page says on which a filled-in list is brought back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class BringBack(Question):
    """The upload, a list that waits, and the lists to take out. `mailed` names the file of a mail."""

    waiting: Link | None = None
    mailed: str = ""
    lists: tuple[Link, ...] = ()


def bring_back(waiting: Any, services: Iterable[Any], mailed: str = "") -> BringBack:
    """Say what happens to the file."""
    worklist = reverse("desk:worklist")
    return BringBack(
        title="Take a filled-in list back",
        button="Look at it",
        upload=not mailed,
        back=Link("Back to the worklist", worklist),
        cancel=worklist,
        waiting=_waiting(waiting) if waiting else None,
        mailed=mailed,
        lists=tuple(
            Link(f"{each.label}: open requests", reverse("advice:hand_out", args=[each.pk]))
            for each in services
        ),
    )


def _waiting(of: Any) -> Link:
    return Link(f"{of.file_name}, {of.service.label}", reverse("advice:take_back", args=[of.pk]))
