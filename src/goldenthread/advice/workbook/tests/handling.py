"""Handing a list out, filling cells in as a person would, and bringing it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenthread.advice.actions import bring_back, hand_out, take_back
from goldenthread.advice.workbook.listed import as_text
from goldenthread.advice.workbook.reading import Row, rows_in
from goldenthread.advice.workbook.returned import Returned
from goldenthread.advice.workbook.writing import workbook
from goldenthread.demo.stories import Story

TODAY = date(2026, 11, 22)


def handed(story: Story, label: str = "SLT", by: Any = None) -> list[Row]:
    """The rows of a service's list, written as a workbook and read again."""
    return rows_in(file_of(story.cast.services[label], by or story.cast.spoc))


def file_of(service: Any, by: Any, on: date = TODAY) -> bytes:
    """A service's list, as the file that is handed out."""
    return workbook(hand_out(service=service, by=by, on=on))


def a_list(service: Any, by: Any, on: date) -> Any:
    """A list that came back: with a row that is filled in, one whose name was typed over, and one of nobody."""
    number, cells = rows_in(file_of(service, by, on))[0]
    rows = [
        (number, {**cells, "advice_on": on.isoformat()}),
        (number + 1, {**cells, "child": "Somebody Else"}),
        (number + 2, {"reference": "EHC-0", "remark": "A child of ours"}),
    ]
    return bring_back(rows=rows, file_name="list.xlsx", by=by, on=on)


def fill(row: Row, **cells: Any) -> Row:
    """The row with these cells typed over; an empty one is cleared."""
    number, before = row
    return number, {**before, **{name: as_text(cell) for name, cell in cells.items()}}


def brought(story: Story, *rows: Row, by: Any = None) -> Any:
    """The list with these rows, brought back."""
    words = {"file_name": "list.xlsx", "by": by or story.cast.spoc, "on": TODAY}
    return bring_back(rows=[(number, dict(cells)) for number, cells in rows], **words)


def taken(story: Story, *rows: Row, by: Any = None, of: Any = None) -> dict[int, Returned]:
    """Every row ticked and taken in; what became of each, by its number."""
    by = by or story.cast.spoc
    of = of or brought(story, *rows, by=by)
    found = take_back(brought=of, rows=[number for number, _ in rows], by=by, on=TODAY)
    return {row.number: row for row in found}


def by_reference(rows: list[Row]) -> Mapping[str, Row]:
    return {row[1]["reference"]: row for row in rows}
