"""The month's page: headline figures, a table of each kind, the year's requests as bars, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.design.listing import Column
from goldenthread.design.page import Link, Page
from goldenthread.measures.figures import Figure
from goldenthread.measures.figures import Sitrep as Counted
from goldenthread.measures.month import Month
from goldenthread.measures.sitrep.tables import Cell, headlines, months, standing, tables
from goldenthread.measures.tables import Table, counted_on

ROOM, PITCH = 270, 44
FILES = (
    ("xlsx", "Workbook", "XLSX, to work with"),
    ("pdf", "Document", "PDF, for a board"),
    ("json", "Data", "JSON, for other programs"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its heading, and a number or the way behind it for each column."""

    head: Link | str
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


@dataclass(frozen=True, slots=True)
class Bar:
    """One month's two lengths: what was received, and of it the known."""

    label: str
    said: str
    top: int
    length: float
    known: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitrep(Page):
    """Everything the page says; `empty` says what to do where there is nothing to count."""

    counted: str
    standing: str
    refusal: str
    is_empty: bool
    headlines: tuple[tuple[int, str, str], ...]
    tables: tuple[Shown, ...]
    months: Shown
    bars: tuple[Bar, ...]
    height: int
    files: tuple[Link, ...]
    contents: tuple[Link, ...]
    meanings: tuple[tuple[str, str], ...]
    next: Link | None


def sitrep(counted: Counted, *, may_open: bool, may_import: bool, refusal: str = "") -> Sitrep:
    """The page of one month. Figures lead to the requests behind them for whoever `may_open` those."""
    bars = _bars(counted)
    shown = tuple(_shown(counted, table, may_open) for table in tables(counted))
    year = _months(counted, may_open)
    return Sitrep(
        title=f"Sitrep of {counted.month.name}",
        caption=counted.area_name,
        counted=counted_on(counted.counted_at),
        standing=standing(counted),
        refusal=refusal,
        is_empty=counted.is_empty,
        headlines=tuple(
            (
                int(str(each.cell.value)),
                _labelled(each.label, each.share),
                _behind(counted, each.cell) if may_open else "",
            )
            for each in headlines(counted)
        ),
        tables=shown,
        months=year,
        contents=tuple(Link(table.title, f"#{table.code}") for table in (*shown, year)),
        bars=bars,
        height=PITCH * len(bars),
        files=tuple(
            Link(f"{name} ({about})", reverse("measures:download", args=[counted.area, counted.month, kind]))
            for kind, name, about in FILES
        ),
        meanings=tuple((figure.label, figure.meaning) for figure in Figure),
        next=_next(counted, may_import) if counted.is_empty else None,
    )


def _next(counted: Counted, may_import: bool) -> Link:
    """What to do about a month of nothing."""
    if may_import:
        return Link("Import the tracker that you keep today", reverse("tracker:import"))
    return Link("See the month before", address(counted.area, counted.month.earlier(1)))


def address(area: str, month: Month) -> str:
    """The address of a month's page."""
    return f"{reverse('measures:sitrep')}?{urlencode({'area': area, 'month': month.code})}"


def _labelled(label: str, share: object) -> str:
    return f"{label} ({share})" if share and str(share) != "–" else label


def _shown(counted: Counted, table: Table[Cell], may_open: bool) -> Shown:
    columns = (Column(table.columns[0]), *(Column(text, is_numeric=True) for text in table.columns[1:]))
    lines = tuple(
        Line(
            line.head,
            tuple(
                _cell(counted, cell, f"{line.head}, {column}", may_open)
                for cell, column in zip(line.cells, table.columns[1:], strict=True)
            ),
            line.is_total,
        )
        for line in table.lines
    )
    return Shown(table.code, table.title, table.note, table.empty, columns, lines)


def _cell(counted: Counted, cell: Cell, about: str, may_open: bool) -> Link | str:
    """A number that leads behind itself; a nought, a share or a median has nothing behind it."""
    href = _behind(counted, cell) if may_open else ""
    return Link(cell.text, href, about) if href else cell.text


def _behind(counted: Counted, cell: Cell) -> str:
    """The address of the requests behind a cell: codes alone. Empty where it stands for none."""
    if cell.figure is None or not cell.value:
        return ""
    narrowed = {"service": cell.service, "step": cell.step, "cause": cell.cause}
    asked = urlencode({name: code for name, code in narrowed.items() if code})
    where = reverse("measures:behind", args=[counted.area, cell.month or counted.month, cell.figure])
    return f"{where}?{asked}" if asked else where


def _months(counted: Counted, may_open: bool) -> Shown:
    """The year's table, each month leading to its own page."""
    shown = _shown(counted, months(counted), may_open)
    ways = [Link(each.month.name, address(counted.area, each.month)) for each in counted.requests_by_month]
    led = tuple(Line(way, line.cells, False) for way, line in zip(ways, shown.lines, strict=False))
    return Shown(
        shown.code, shown.title, shown.note, shown.empty, shown.columns, (*led, *shown.lines[len(led) :])
    )


def _bars(counted: Counted) -> tuple[Bar, ...]:
    """A bar for each month; none at all for a year without a request."""
    most = max(each.requests for each in counted.requests_by_month)
    if not most:
        return ()
    return tuple(
        Bar(
            each.month.name,
            f"{each.requests} ({each.known})",
            PITCH * at,
            round(ROOM * each.requests / most, 1),
            round(ROOM * each.known / most, 1),
        )
        for at, each in enumerate(counted.requests_by_month)
    )
