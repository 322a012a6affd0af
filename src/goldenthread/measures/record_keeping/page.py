"""The page of the report: headline figures, its two tables, what is counted, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.design.listing import Column
from goldenthread.design.page import Link, Page
from goldenthread.measures.kept import Keeping
from goldenthread.measures.period import Period
from goldenthread.measures.record_keeping.tables import MEANINGS, headlines, standing, tables, title
from goldenthread.measures.tables import Cell, Table, counted_on

FILES = (
    ("xlsx", "Workbook", "XLSX, to work with"),
    ("csv", "List", "CSV, a line for each record of each service"),
    ("pdf", "Document", "PDF, for a group or a board"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its heading, and its cells as text."""

    head: str
    cells: tuple[str, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as the page shows it."""

    code: str
    title: str
    note: str
    empty: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKeeping(Page):
    """Everything the page says."""

    counted: str
    standing: str
    received: int
    refusal: str
    headlines: tuple[tuple[object, str, str], ...]
    tables: tuple[Shown, ...]
    files: tuple[Link, ...]
    meanings: tuple[tuple[str, str], ...]


def record_keeping(keeping: Keeping, refusal: str) -> RecordKeeping:
    """The page of one period."""
    return RecordKeeping(
        title=title(keeping),
        caption=keeping.area_name,
        counted=counted_on(keeping.counted_at),
        standing=standing(keeping),
        received=keeping.received,
        refusal=refusal,
        headlines=tuple(
            (
                each.cell.value,
                f"{each.label} ({each.share})" if each.share and each.share.whole else each.label,
                "",
            )
            for each in headlines(keeping)
        ),
        tables=tuple(_shown(table) for table in tables(keeping)),
        files=tuple(
            Link(
                f"{name} ({about})",
                reverse("measures:record_keeping_file", args=[keeping.area, keeping.period, kind]),
            )
            for kind, name, about in FILES
        ),
        meanings=MEANINGS,
    )


def address(area: str, period: Period) -> str:
    """The address of a period's page."""
    return f"{reverse('measures:record_keeping')}?{urlencode({'area': area, 'period': period.code})}"


def _shown(table: Table[Cell]) -> Shown:
    columns = (Column(table.columns[0]), *(Column(text, is_numeric=True) for text in table.columns[1:]))
    lines = tuple(
        Line(line.head, tuple(cell.text for cell in line.cells), line.is_total) for line in table.lines
    )
    return Shown(table.code, table.title, table.note, table.empty, columns, lines)
