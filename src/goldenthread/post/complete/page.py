"""What the page says on which a letter is completed: the letter as far as it is written, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Question
from goldenthread.rules.letters import paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLetter(Question):
    """A question about one letter, with the letter's own words before it."""

    intro: str
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]


def of_letter(message: Any, *, title: str, button: str, intro: str) -> OfLetter:
    """The letter on top, and the way back to it."""
    address = reverse("desk:letter", args=[message.pk])
    return OfLetter(
        title=title,
        button=button,
        intro=intro,
        caption=f"To {message.to_name}, {message.case.reference}",
        back=Link("Back to the letter", address),
        cancel=address,
        subject=message.subject,
        paragraphs=tuple(tuple(block) for block in paragraphs(message.text)),
    )


def complete(message: Any) -> OfLetter:
    """Say what is missing."""
    return of_letter(
        message,
        title="Complete the letter",
        button="Complete the letter",
        intro="What stands between square brackets is yours to say. The letter leaves once it is complete, or is "
        "signed first where the area wants that.",
    )
