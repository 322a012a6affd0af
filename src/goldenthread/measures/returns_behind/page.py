"""The list behind a figure of the audit: what is counted, the requests themselves, and how each stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.deadlines.queries import Row
from goldenthread.design.listing import Pages
from goldenthread.design.page import Link
from goldenthread.measures.audited import answered
from goldenthread.measures.behind.page import OF_CLOCKS, SIZE, STANDS, Behind, lines, partly
from goldenthread.measures.non_returns.page import address
from goldenthread.measures.period import Period
from goldenthread.measures.returns import Part


@dataclass(frozen=True, slots=True)
class Subject:
    """Which figure it is, in codes for addresses and in words for people. `reasons` are the area's words by code."""

    area: str
    area_name: str
    period: Period
    part: Part
    reasons: Mapping[str, str]
    label: str = ""
    service: str = ""
    code: str = ""

    @property
    def title(self) -> str:
        """What the list is called."""
        words = self.part.label
        if self.code and self.part is Part.GIVEN:
            words = answered(self.code, self.reasons)
        elif self.code:
            words = self.reasons.get(self.code, self.code)
        return f"{words}: {self.label}" if self.label else words


def pages(at: int, total: int, query: Mapping[str, str]) -> Pages:
    """Where the page stands in the list."""
    return Pages(at, SIZE, total, query, "request for advice", "requests for advice")


def returns_behind(
    subject: Subject,
    rows: Sequence[Row],
    *,
    pages: Pages,
    reported: int,
    titles: Mapping[str, str],
    today: date,
    may_export: bool,
) -> Behind:
    """The page of one figure."""
    return Behind(
        title=subject.title,
        caption=f"{subject.area_name}, {subject.period.name}",
        back=Link("Back to the audit of non-returns", address(subject.area, subject.period)),
        meaning=subject.part.meaning,
        partly=partly(pages.total, reported),
        columns=OF_CLOCKS,
        lines=lines(rows, titles, today),
        stands=STANDS,
        pages=pages,
        file=_file(subject) if may_export and pages.total else "",
    )


def _file(subject: Subject) -> str:
    where = reverse("measures:returns_behind_csv", args=[subject.area, subject.period, subject.part])
    narrowed = {name: code for name, code in (("service", subject.service), ("code", subject.code)) if code}
    return f"{where}?{urlencode(narrowed)}" if narrowed else where
