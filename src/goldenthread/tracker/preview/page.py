"""What the page says on which an uploaded tracker is looked at before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.design.words import counted, day, listed
from goldenthread.tracker.answer import Answer
from goldenthread.tracker.words import WORDS

MOST_LISTED = 100
Figure = tuple[int, str, str | None]


@dataclass(frozen=True, slots=True)
class Unmended:
    """A row that is not taken in and can only be mended in the file, or waits for the next page."""

    row: int
    field: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Page):
    """Counts first, then what to answer, then what else to know."""

    intro: str
    figures: tuple[Figure, ...]
    take: str
    asked: tuple[str, ...]
    rejected: tuple[str, ...]
    unmended: tuple[Unmended, ...]
    unmended_more: int
    disagreements: tuple[tuple[object, ...], ...]
    disagreements_more: int
    matches: tuple[str, ...]
    duplicates: str
    ignored: str
    notes: tuple[str, ...]
    columns: tuple[str, ...] = ("Row", "What", "The file says", "It is")


def preview(file_name: str, area: str, answer: Answer, form: Any) -> Preview:
    """What would come of the file as it is, with the answers given so far."""
    reading = answer.reading
    waiting = [each for each in (*answer.questions, *sorted(reading.rejected)) if not form.named(each)]
    news = answer.created + answer.updated
    return Preview(
        title="What would come of this file",
        caption=f"{area}: {file_name}",
        back=Link("Back to importing", reverse("tracker:import")),
        intro=f"The sheet “{reading.sheet}” was read, with its headings on row {reading.header_row}: "
        f"{counted(reading.rows_read, 'row')} with a request. Nothing has been taken in yet.",
        figures=figures(answer.as_data()),
        take=f"Take {counted(news, 'row')} in" if news else "",
        asked=tuple(form.named(each) for each in answer.questions if form.named(each)),
        rejected=tuple(form.named(each) for each in sorted(reading.rejected) if form.named(each)),
        unmended=tuple(Unmended(each.row, WORDS[each.field], each.problem) for each in waiting[:MOST_LISTED]),
        unmended_more=max(0, len(waiting) - MOST_LISTED),
        disagreements=tuple(_disagreement(each) for each in reading.disagreements[:MOST_LISTED]),
        disagreements_more=max(0, len(reading.disagreements) - MOST_LISTED),
        matches=tuple(f"Row {each.row}, {each.reference}" for each in answer.matches[:MOST_LISTED]),
        duplicates=numbers(reading.duplicates),
        ignored=numbers(reading.ignored_rows),
        notes=tuple(reading.notes),
    )


def figures(data: dict[str, Any]) -> tuple[Figure, ...]:
    """Every row once: the six add up to the rows read."""
    return (
        (data["created"], "new", None),
        (data["updated"], "updated", None),
        (data["unchanged"], "unchanged", None),
        (len(data["questions"]), "to decide", None),
        (len(data["rejected"]), "refused", None),
        (len(data["duplicates"]), "repeated", None),
    )


def numbers(rows: Sequence[int]) -> str:
    """Rows by number, the first hundred of them, runs drawn together: 4, 7 to 9 and 12."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    more = len(words) - MOST_LISTED
    return listed([*words[:MOST_LISTED], f"{more} more"] if more > 0 else words) if words else ""


def _disagreement(each: Any) -> tuple[object, ...]:
    return (f"Row {each.row}", WORDS[each.field], _shown(each.stated), _shown(each.computed))


def _shown(value: object) -> str:
    """A date in words; a number of days, or what the cell says, as it is."""
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
