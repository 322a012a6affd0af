"""The list of questions: one row each, with its owner, its day, and how long the answer took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.design.listing import Column, Pages, address, sorted_columns
from goldenthread.design.page import Page
from goldenthread.design.words import counted, short_day
from goldenthread.desk.rated import Rated, rated
from goldenthread.intake.questions.queries import Asked
from goldenthread.rules.questions import taken

SIZE = 50
COLUMNS = (
    Column("Child", "child"),
    Column("Question"),
    Column("Asked", "asked"),
    Column("Whose it is"),
    Column("Due", "due"),
    Column("Answer", "answered"),
)
HEADINGS = (
    "Child", "Reference", "Area", "About", "Question", "Asked by", "Asked on", "Whose it is", "Due", "How it stands",
    "Answer", "Answered by", "Answered on", "Working days to answer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One question as the list and the case show it."""

    case: str
    child: str
    reference: str
    text: str
    about: str
    asker: str
    asked: str
    owner: str
    due: str
    rating: str | None
    stands: str
    answer: str
    answered: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions(Page):
    """What the page shows."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    pages: Pages
    exports: tuple[tuple[str, str], ...]
    empty: str
    clear: str


def questions(
    rows: Sequence[Asked], query: Mapping[str, str], *, at: int, total: int, may_export: bool, today: date
) -> Questions:
    """One page of the list."""
    is_narrowed = any(query.get(name) for name in ("whose", "service", "area"))
    return Questions(
        title="Questions",
        columns=sorted_columns(COLUMNS, query, "due"),
        lines=tuple(line(row, today) for row in rows),
        pages=Pages(at, SIZE, total, query, "question"),
        exports=_exports(query) if may_export and rows else (),
        empty="No question fits what you filtered by."
        if is_narrowed
        else "No question is here. Ask one on a case’s page.",
        clear=reverse("desk:questions") if is_narrowed else "",
    )


def line(row: Asked, today: date) -> Line:
    """One question in words."""
    stands = _stands(row, today)
    return Line(
        case=reverse("desk:case", args=[row.case_id]),
        child=row.child,
        reference=row.reference,
        text=row.text,
        about="The case as a whole" if row.is_of_the_case else "The council’s request",
        asker=row.asker,
        asked=short_day(row.asked_on),
        owner=row.owner,
        due=short_day(row.due_on),
        rating=stands.rating,
        stands=stands.reason,
        answer=row.answer,
        answered=_answered(row),
        href=reverse("intake:answer", args=[row.id]) if row.may_answer and not row.answered_on else "",
    )


def cells(row: Asked, today: date) -> tuple[str | int, ...]:
    """One question as a row of a file."""
    one = line(row, today)
    took = taken(row.asked_on, row.answered_on) if row.answered_on else ""
    return (
        row.child, row.reference, row.area, one.about, row.text, row.asker, one.asked, row.owner, one.due, one.stands,
        row.answer, row.answered_by, short_day(row.answered_on), took,
    )  # fmt: skip


def _stands(row: Asked, today: date) -> Rated:
    return rated(due_on=row.due_on, met_on=row.answered_on, ended_on=None, excused_on=None, today=today)


def _answered(row: Asked) -> str:
    """Who answered, when, and how long it took."""
    if row.answered_on is None:
        return ""
    took = counted(taken(row.asked_on, row.answered_on), "working day")
    return f"{row.answered_by}, {short_day(row.answered_on)}, after {took}"


def _exports(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    there = address(query, page="")
    return (
        ("Download as a spreadsheet (XLSX)", f"{reverse('desk:questions_xlsx')}{there}"),
        ("Download as CSV", f"{reverse('desk:questions_csv')}{there}"),
    )
