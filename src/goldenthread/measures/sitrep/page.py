"""The month's page: headline figures, a table of each kind, the year's requests as bars, and the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.measures.figures import Figure
from goldenthread.measures.figures import Sitrep as Counted
from goldenthread.measures.month import Month
from goldenthread.measures.shown import Line, Shown, headline, narrowed, nowhere, shown
from goldenthread.measures.sitrep.tables import Cell, headlines, months, standing, tables
from goldenthread.measures.tables import counted_on

ROOM, PITCH = 270, 44
FILES = (
    ("xlsx", "Workbook", "XLSX, to work with"),
    ("pdf", "Document", "PDF, for a board"),
    ("json", "Data", "JSON, for other programs"),
)


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
    behind = partial(_behind, counted) if may_open else nowhere
    all_ = tuple(shown(table, behind) for table in tables(counted))
    year = _months(counted, behind)
    return Sitrep(
        title=f"Sitrep of {counted.month.name}",
        caption=counted.area_name,
        counted=counted_on(counted.counted_at),
        standing=standing(counted),
        refusal=refusal,
        is_empty=counted.is_empty,
        headlines=tuple(headline(each, behind) for each in headlines(counted)),
        tables=all_,
        months=year,
        contents=tuple(Link(table.title, f"#{table.code}") for table in (*all_, year)),
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


def _behind(counted: Counted, cell: Cell) -> str:
    """The address of the requests behind a cell: codes alone. Empty where it stands for none."""
    if cell.figure is None or not cell.value:
        return ""
    where = reverse("measures:behind", args=[counted.area, cell.month or counted.month, cell.figure])
    return narrowed(where, {"service": cell.service, "step": cell.step, "cause": cell.cause})


def _months(counted: Counted, behind: Callable[[Cell], str]) -> Shown:
    """The year's table, each month leading to its own page."""
    year = shown(months(counted), behind)
    ways = [Link(each.month.name, address(counted.area, each.month)) for each in counted.requests_by_month]
    led = tuple(Line(way, line.cells, False) for way, line in zip(ways, year.lines, strict=False))
    return replace(year, lines=(*led, *year.lines[len(led) :]))


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
