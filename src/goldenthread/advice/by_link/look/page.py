"""What the page says on which the other advice is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from goldenthread.advice.queries import Asked
from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import day

if TYPE_CHECKING:
    from goldenthread.advice.by_link.look.queries import Other

NOBODY_S = "Of no single service"


@dataclass(frozen=True, slots=True)
class Written:
    """Advice that was written in the record: what opens it, and its rows."""

    summary: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Others(Page):
    """What can be opened, and what can be read on the page."""

    columns: tuple[str, ...]
    files: tuple[tuple[object, ...], ...]
    written: tuple[Written, ...]


def others(asked: Asked, found: Sequence[Other]) -> Others:
    """Each piece with its service and its day."""
    return Others(
        title="Other advice that you may read",
        caption=f"{asked.child}, {asked.reference}",
        back=Link("Back to the advice", reverse("advice:by_link")),
        columns=("Advice", "From", "Filed on"),
        files=tuple(_file(each) for each in found if each.version),
        written=tuple(_written(each) for each in found if each.answer),
    )


def _file(each: Other) -> tuple[object, ...]:
    href = reverse("advice:by_link_file", args=[each.version.pk]) if each.version else ""
    return Link(each.title, href), each.service or NOBODY_S, day(each.on)


def _written(each: Other) -> Written:
    needs = each.answer.needs if each.answer else ()
    author = each.answer.report.author if each.answer else ""
    rows = (
        (
            Row(f"Need {number}", need.need),
            Row("Provision required as a result", need.provision),
            Row("Difference expected", need.difference),
        )
        for number, need in enumerate(needs, 1)
    )
    return Written(
        f"{each.title}, {day(each.on)}",
        (Row("From", each.service), Row("By", author), *(row for three in rows for row in three)),
    )
