"""What the pages of the audit say: a case by its reference, and who looked at it and did what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from goldenthread.design.listing import Pages, address
from goldenthread.design.page import Link, Page, Question
from goldenthread.design.words import LONDON, short_day
from goldenthread.desk.trace import words
from goldenthread.desk.trace.queries import Trace, Traced, Withdrawn

SIZE = 50
HASH = 16
"""So many letters of a hash tell a file from every other, and fit a telephone."""
COLUMNS = ("When", "Who", "What", "Where or what", "What came of it")
LIMIT = (
    "A row says who, when and where, never what was read. None can be changed or taken away unseen: whoever looks "
    "after Goldenthread can prove that none was."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Find(Question):
    """Which case. `found` are the cases, where several areas use the reference."""

    intro: str
    found: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase(Page):
    """The rows of one case."""

    intro: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    pages: Pages
    clear: str
    file: str
    empty: str
    gone: tuple[tuple[str, ...], ...]
    gone_columns: tuple[str, ...] = ("Document", "Filed", "Withdrawn", "Why", "Kept as")


def find(found: Sequence[Traced] = ()) -> Find:
    """The page on which a reference is typed."""
    return Find(
        title="Who looked, and who did what",
        intro="The audit of one case: everybody who was shown the child or the case, and everything that was done.",
        button="Find the case",
        found=tuple(
            Link(f"{each.reference} in {each.area}", reverse("desk:trace", args=[each.case_id]))
            for each in found
        ),
    )


def of_case(case: Traced, rows: Sequence[Trace], pages: Pages, withdrawn: Sequence[Withdrawn] = ()) -> OfCase:
    """One page of the rows, the latest first."""
    return OfCase(
        title="Who looked, and who did what",
        caption=f"Case {case.reference}, {case.area}",
        back=Link("Another case", reverse("desk:traces")),
        intro=LIMIT,
        columns=COLUMNS,
        lines=lines(rows),
        pages=pages,
        clear=address({}),
        file=f"{reverse('desk:trace_csv', args=[case.case_id])}{address(pages.query, page='')}".rstrip("?"),
        empty="Nobody did that on this case, or not on that day.",
        gone=tuple(map(_gone, withdrawn)),
    )


def _gone(each: Withdrawn) -> tuple[str, ...]:
    return (
        each.kind,
        f"{short_day(each.filed_on)}, {each.filed_by}",
        f"{short_day(each.withdrawn_on)}, {each.withdrawn_by}",
        each.because,
        ", ".join(sha256[:HASH] for sha256 in each.sha256),
    )


def lines(rows: Sequence[Trace]) -> tuple[tuple[str, ...], ...]:
    """Every row in words."""
    return tuple(
        (
            _moment(row),
            row.who,
            words.what(row.what),
            words.deed(row.what, row.deed),
            words.outcome(row.outcome, row.purpose),
        )
        for row in rows
    )


def _moment(row: Trace) -> str:
    local = row.at.astimezone(LONDON)
    return f"{short_day(local.date())}, {local:%H:%M:%S}"
