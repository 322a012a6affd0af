"""The audit's page: headline figures, a table of each kind, what is counted, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.measures.audited import Audit
from goldenthread.measures.non_returns.tables import Cell, headlines, intro, standing, tables, title
from goldenthread.measures.period import Period
from goldenthread.measures.returns import Part
from goldenthread.measures.shown import Shown, headline, narrowed, nowhere, shown
from goldenthread.measures.tables import counted_on

FILES = (
    ("xlsx", "Workbook", "XLSX, to work with"),
    ("pdf", "Document", "PDF, for a group or a board"),
    ("json", "Data", "JSON, for other programs"),
)


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
    behind = partial(_behind, audit) if may_open else nowhere
    all_ = tuple(shown(table, behind) for table in tables(audit))
    return NonReturns(
        title=title(audit),
        caption=audit.area_name,
        intro=intro(audit),
        counted=counted_on(audit.counted_at),
        standing=standing(audit),
        refusal=refusal,
        is_empty=audit.is_empty,
        headlines=tuple(headline(each, behind) for each in headlines(audit)),
        tables=all_,
        contents=tuple(Link(table.title, f"#{table.code}") for table in all_),
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


def _behind(audit: Audit, cell: Cell) -> str:
    """The address of the requests behind a cell: codes alone. Empty where it stands for none."""
    if cell.part is None or not cell.value:
        return ""
    where = reverse("measures:returns_behind", args=[audit.area, audit.period, cell.part])
    return narrowed(where, {"service": cell.service, "code": cell.code})
