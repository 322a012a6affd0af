"""What the page says on which a letter is seen with a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.rules.letters import Wording, paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Page):
    """The letter; `others` leads to the same about another service."""

    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    about: str
    others: tuple[Link, ...]


def preview(case: Any, found: Any, wording: Wording, services: Mapping[str, str], about: str) -> Preview:
    """The letter as it would be today."""
    here = reverse("desk:template_preview", args=[case.pk, found.code])
    return Preview(
        title=found.title,
        tab="Letter template",
        caption=f"Case {case.reference}",
        trail=(
            Link("Letter templates", reverse("desk:templates")),
            Link(found.title, reverse("desk:template", args=[case.area.code, found.code])),
        ),
        subject=wording.subject,
        paragraphs=tuple(tuple(block) for block in paragraphs(wording.body)),
        about=services.get(about, ""),
        others=tuple(Link(label, f"{here}?about={id_}") for id_, label in services.items() if id_ != about),
    )
