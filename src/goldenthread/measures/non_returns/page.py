"""The audit's page: headline figures, a table of each kind, what is counted, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.design.listing import Column
from goldenthread.design.page import Link, Page
from goldenthread.measures.audited import Audit
from goldenthread.measures.non_returns.tables import Cell, headlines, intro, standing, tables, title
from goldenthread.measures.period import Period
from goldenthread.measures.returns import Part
from goldenthread.measures.tables import Table, counted_on

FILES = (
    ("xlsx", "Workbook", "XLSX, to work with"),
    ("pdf", "Document", "PDF, for a group or a board"),
    ("json", "Data", "JSON, for other programs"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its heading, and a number or the way behind it for each column."""

    head: str
    cells: tuple[Link | str, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as the page shows it; `code` is its place on the page."""

    code: str
    title: str
    note: str
    empty: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NonReturns(Page):
    """Everything the page says; `next` says what to do where there is nothing to count."""

    intro: str
    counted: str
    standing: str
    refusal: str
    is_empty: bool
    headlines: tuple[tuple[int, str, str], ...]
    tables: tuple[Shown, ...]
    files: tuple[Link, ...]
    contents: tuple[Link, ...]
    meanings: tuple[tuple[str, str], ...]
    next: Link | None


def non_returns(audit: Audit, *, may_open: bool, may_import: bool, refusal: str = "") -> NonReturns:
    """The page of one period. Figures lead to the requests behind them for whoever `may_open` those."""
    shown = tuple(_shown(audit, table, may_open) for table in tables(audit))
    return NonReturns(
        title=title(audit),
        caption=audit.area_name,
        intro=intro(audit),
        counted=counted_on(audit.counted_at),
        standing=standing(audit),
        refusal=refusal,
        is_empty=audit.is_empty,
        headlines=tuple(
            (
                int(str(each.cell.value)),
                f"{each.label} ({each.share})" if each.share and each.share.whole else each.label,
                _behind(audit, each.cell) if may_open else "",
            )
            for each in headlines(audit)
        ),
        tables=shown,
        contents=tuple(Link(table.title, f"#{table.code}") for table in shown),
        files=tuple(
            Link(
                f"{name} ({about})",
                reverse("measures:non_returns_file", args=[audit.area, audit.period, kind]),
            )
            for kind, name, about in FILES
        ),
        meanings=tuple((part.label, part.meaning) for part in Part),
        next=_next(audit, may_import) if audit.is_empty else None,
    )


def address(area: str, period: Period) -> str:
    """The address of a period's page."""
    return f"{reverse('measures:non_returns')}?{urlencode({'area': area, 'period': period.code})}"


def _next(audit: Audit, may_import: bool) -> Link:
    """What to do about a period of nothing."""
    if may_import:
        return Link("Import the tracker that you keep today", reverse("tracker:import"))
    return Link(f"See {audit.period.before.name}", address(audit.area, audit.period.before))


def _shown(audit: Audit, table: Table[Cell], may_open: bool) -> Shown:
    columns = (Column(table.columns[0]), *(Column(text, is_numeric=True) for text in table.columns[1:]))
    lines = tuple(
        Line(
            line.head,
            tuple(
                _cell(audit, cell, f"{line.head}, {column}", may_open)
                for cell, column in zip(line.cells, table.columns[1:], strict=True)
            ),
            line.is_total,
        )
        for line in table.lines
    )
    return Shown(table.code, table.title, table.note, table.empty, columns, lines)


def _cell(audit: Audit, cell: Cell, about: str, may_open: bool) -> Link | str:
    """A number that leads behind itself; a nought, a share or a median has nothing behind it."""
    href = _behind(audit, cell) if may_open else ""
    return Link(cell.text, href, about) if href else cell.text


def _behind(audit: Audit, cell: Cell) -> str:
    """The address of the requests behind a cell: codes alone. Empty where it stands for none."""
    if cell.part is None or not cell.value:
        return ""
    narrowed = {"service": cell.service, "code": cell.code}
    asked = urlencode({name: code for name, code in narrowed.items() if code})
    where = reverse("measures:returns_behind", args=[audit.area, audit.period, cell.part])
    return f"{where}?{asked}" if asked else where
