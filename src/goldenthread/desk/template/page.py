"""What the page of one letter template says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import day
from goldenthread.desk.templates.reading import Field, Use, fields, pieces, uses
from goldenthread.rules.editions import changes_on
from goldenthread.rules.letters import paragraphs

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePage(Page):
    """The words with their merge fields marked, and what is to be known of them."""

    rows: tuple[Row, ...]
    subject: Pieces
    paragraphs: tuple[tuple[Pieces, ...], ...]
    use_columns: tuple[str, ...]
    uses: tuple[Use, ...]
    field_columns: tuple[str, ...]
    fields: tuple[Field, ...]
    compare: Link | None
    may_try: bool


def template(area: Any, version: Any, found: Any, *, has_others: bool, may_try: bool) -> TemplatePage:
    """One letter of the pack in force. `may_try`: the viewer reads cases, and may see it with one of them."""
    pack: Mapping[str, Any] = version.data
    in_pack = any(row["code"] == found.code for row in pack.get("template", []))
    compare = Link("Compare two versions", reverse("desk:template_versions", args=[area.code]))
    return TemplatePage(
        title=found.title,
        caption=f"Letter template, {area.name}",
        trail=(Link("Letter templates", reverse("desk:templates")),),
        rows=(
            Row("Code", found.code),
            Row(
                "Comes from",
                _origin(version) if in_pack else "the system; the area may give it words of its own",
            ),
            *(Row("Other words from", each) for each in _words_to_come(pack, found.code)),
            Row("Signed", "Yes, before it leaves" if found.is_signed else "No"),
        ),
        subject=tuple(pieces(found.wording.subject)),
        paragraphs=tuple(
            tuple(tuple(pieces(line)) for line in block) for block in paragraphs(found.wording.body)
        ),
        use_columns=("When it leaves", "From", "To", "Copies", "Completed or signed by"),
        uses=tuple(uses(pack, found)),
        field_columns=("Merge field", "What it says", "Filled in by"),
        fields=tuple(fields(found.wording)),
        compare=compare if has_others else None,
        may_try=may_try,
    )


def _words_to_come(pack: Mapping[str, Any], code: str) -> list[date]:
    return changes_on([row for row in pack.get("template", []) if row["code"] == code])


def _origin(version: Any) -> str:
    return f"Version {version.number} of the area’s pack, loaded on {day(version.loaded_on)}"
