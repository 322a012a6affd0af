"""What a person says a cell should say stands instead of the cell, and is judged like one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldenthread.tracker.reading import Reading, read
from goldenthread.tracker.reading.tests.made import (
    HEADINGS,
    LABELS,
    TODAY,
    line,
    nhs_number,
    read_here,
    workbook,
)

MONTH_FIRST = line(reference="EHC26-0002", nhs_number=nhs_number(2), received_on="02/28/2026")
OPEN = line(received_on="05/03/2026", acknowledged_on="")


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """Row 2 can be read two ways; row 3 can only have its month first; row 4 names a service that is none."""
    wrong = line(
        reference="EHC26-0003", nhs_number=nhs_number(3), received_on="3 March 2026", service="Rocketry"
    )
    return workbook(tmp_path / "tracker.xlsx", [HEADINGS, OPEN, MONTH_FIRST, wrong])


def _taken(reading: Reading) -> dict[int, date]:
    return {row.row: row.received_on for row in reading.rows}


def test_a_date_that_can_be_read_two_ways_names_both_days(tracker: Path) -> None:
    (question,) = read_here(tracker).questions
    assert (question.row, question.field, question.choices) == (2, "received_on", "2026-03-05 2026-05-03")


@pytest.mark.parametrize("day", ["2026-03-05", "2026-05-03"])
def test_the_day_that_a_person_chose_is_taken(tracker: Path, day: str) -> None:
    reading = read_here(tracker, answers={(2, "received_on"): day})
    assert _taken(reading)[2] == date.fromisoformat(day)
    assert reading.questions == []


def test_a_refused_row_goes_in_once_its_cell_is_mended(tracker: Path) -> None:
    assert [(each.row, each.field) for each in read_here(tracker).rejected] == [(4, "service")]
    reading = read_here(tracker, answers={(4, "service"): "OT"})
    assert reading.rejected == []
    assert [row.service for row in reading.rows if row.row == 4] == ["ot"]


@pytest.mark.parametrize("answers", [{(2, "received_on"): "soon"}, {(4, "service"): "Alchemy"}])
def test_an_answer_that_is_wrong_itself_is_refused_like_a_cell(tracker: Path, answers: Any) -> None:
    reading = read_here(tracker, answers=answers)
    assert len(reading.rows) == 1
    assert reading.rows_read == 3


def test_an_answer_for_a_row_or_a_field_that_is_not_there_changes_nothing(tracker: Path) -> None:
    assert read_here(tracker, answers={(99, "service"): "OT", (2, "colour"): "blue"}) == read_here(tracker)


def test_answers_reach_the_limited_process(tracker: Path) -> None:
    answers = {(2, "received_on"): "2026-05-03", (4, "service"): "Speech & Language"}
    reading = read(tracker, labels=LABELS, today=TODAY, answers=answers)
    assert _taken(reading) == {2: date(2026, 5, 3), 3: date(2026, 2, 28), 4: date(2026, 3, 3)}
    (question,) = read(tracker, labels=LABELS, today=TODAY).questions
    assert question.choices == "2026-03-05 2026-05-03"
