"""What the page says on which a list that came back is looked at, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.advice.take_back.forms import named
from goldenthread.advice.workbook.returned import SHOWN, Kind, Returned
from goldenthread.design.page import Link, Page
from goldenthread.design.words import counted, day, listed

COLUMNS = ("What", "When it was taken out", "The file says", "It says here")
NOTHING = "Nothing"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A row that is not taken in: why, what stands in its three versions, and the way to its case."""

    named: str
    sentences: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    case: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Page):
    """Counts first, then what to choose, then what to see to."""

    intro: str
    figures: tuple[tuple[int, str, str | None], ...]
    has_new: bool
    more: str
    conflicts: tuple[Unsettled, ...]
    refused: tuple[Unsettled, ...]
    strange: str
    columns: tuple[str, ...] = COLUMNS


def take_back(of: Any, found: Sequence[Returned]) -> TakeBack:
    """What would come of each row as things stand."""
    by_kind = {kind: [row for row in found if row.kind is kind] for kind in Kind}
    new = len(by_kind[Kind.NEW])
    return TakeBack(
        title="What would come of this list",
        caption=f"{of.service.label}, {of.area.name}: {of.file_name}",
        back=Link("Back to taking lists back", reverse("advice:bring_back")),
        intro=f"{counted(len(found), 'row')}, brought on {day(of.brought_on)}. Nothing is taken in until you say so.",
        figures=(
            (new, "new", None),
            (len(by_kind[Kind.CONFLICT]), "changed meanwhile", None),
            (len(by_kind[Kind.REFUSED]), "to mend", None),
            (len(by_kind[Kind.STRANGE]), "not of this list", None),
            (len(by_kind[Kind.NOTHING]), "nothing new", None),
        ),
        has_new=bool(new),
        more=f"{counted(new - SHOWN, 'more row')} can be taken in after these." if new > SHOWN else "",
        conflicts=tuple(map(_unsettled, by_kind[Kind.CONFLICT])),
        refused=tuple(map(_unsettled, by_kind[Kind.REFUSED])),
        strange=listed([f"row {row.number}" for row in by_kind[Kind.STRANGE]]),
    )


def _unsettled(row: Returned) -> Unsettled:
    case = None
    if row.known:
        words = f"Open case {row.known.reference}"
        case = Link(words, reverse("desk:case", args=[row.known.advice.case_id]))
    table = tuple((each.what, each.before, each.file, each.here) for each in row.differences)
    blank_as = [tuple(cell or NOTHING for cell in cells) for cells in table]
    return Unsettled(named(row), row.sentences, tuple(blank_as), case)
