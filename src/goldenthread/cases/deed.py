"""What every page says on which one deed is done to a case: which child's, what will happen, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.design.page import Link, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(Question):
    """A question about one case. `intro` says in a sentence what one is about to do."""

    intro: str


def on_case(case_id: UUID, child: str, reference: str) -> dict[str, Any]:
    """The words that every such page shares: the child's name and the reference on top, and the way back."""
    address = reverse("desk:case", args=[case_id])
    return {
        "caption": f"{child}, {reference}",
        "back": Link(f"Back to case {reference}", address),
        "cancel": address,
    }


def on_access(case_id: UUID, child: str, reference: str) -> dict[str, Any]:
    """The same for a deed about who sees the case: the way back leads to who can see it."""
    address = reverse("desk:access", args=[case_id])
    shared = on_case(case_id, child, reference)
    return {**shared, "back": Link("Back to who can see this case", address), "cancel": address}
