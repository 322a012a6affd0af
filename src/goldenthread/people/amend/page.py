"""What the page says on which a child's particulars are put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.design.page import Link, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars(Question):
    """A question about one child. `intro` says in a sentence what one is about to do."""

    intro: str


def of_child(child_id: UUID, child: str) -> dict[str, Any]:
    """The child's name on top, and the way back to the child."""
    address = reverse("desk:child", args=[child_id])
    return {"caption": child, "back": Link(f"Back to {child}", address), "cancel": address}


def amend(child_id: UUID, child: str) -> Particulars:
    """Ask for what is right."""
    return Particulars(
        **of_child(child_id, child),
        title="Change particulars",
        button="Save the particulars",
        intro=f"You are changing who {child} is on every case of theirs. No date of a case changes.",
    )
