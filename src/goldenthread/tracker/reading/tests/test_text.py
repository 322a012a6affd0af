"""The text of a cell: kept exactly, but for what cannot be seen."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.tracker.reading.text import free, is_blank, line, shown, squeezed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tamsin", "Tamsin"),
        ("  Tamsin  ", "Tamsin"),
        ("Tamsin\u00a0Trease", "Tamsin Trease"),
        ("Tam\u200bsin\ufeff", "Tamsin"),
        ("\u202eTamsin\u202c", "Tamsin"),
        ("\u2067Tamsin\u2069", "Tamsin"),
        ("Tam\u00adsin", "Tamsin"),
        ("Tamsin\r\nTrease", "Tamsin Trease"),
        ("Tamsin \t Trease", "Tamsin Trease"),
        ("Tamsin\x00\x07", "Tamsin"),
        ("Siân Ó Dónaill", "Siân Ó Dónaill"),
        ("Zoë D’Arcy-O'Neill", "Zoë D’Arcy-O'Neill"),
        ("李 小龙", "李 小龙"),
    ],
)
def test_a_name_is_kept_exactly_but_for_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('=cmd|"/c calc"!A1', '=cmd|"/c calc"!A1'),
        ("+44 1803 000000", "+44 1803 000000"),
        ("@SUM(A1:A9)", "@SUM(A1:A9)"),
        ("first line\r\nsecond line", "first line\nsecond line"),
        ("one\ttwo  three", "one\ttwo  three"),
        ("hidden\u202e text\u200b", "hidden text"),
        ("👩\u200d👧 came", "👩\u200d👧 came"),
        ("bell\x07 rang", "bell rang"),
    ],
)
def test_free_text_keeps_its_lines_and_signs_and_never_comes_alive(typed: str, kept: str) -> None:
    assert free(typed) == kept


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (9990000018.0, "9990000018"),
        (21007, "21007"),
        (2.5, "2.5"),
        (1e300, "1e+300"),
        (True, "TRUE"),
        (False, "FALSE"),
        (datetime.date(2021, 3, 12), "12/03/2021"),
        (datetime.time(9, 30), "09:30:00"),
    ],
)
def test_a_cell_is_shown_as_a_person_would_type_it(cell: object, seen: str) -> None:
    assert shown(cell) == seen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "-", "n/a", "N/A", "TBC", "?", "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "####", "Err:502"]
)
def test_a_dash_and_a_failed_formula_say_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "No", "None known", "#1 priority", "Errol", "nap"])
def test_a_short_answer_is_still_an_answer(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize("label", ["O&O", "o & o", "O and O", " O & O ", "O-and-O", "O.&.O."])
def test_a_label_is_the_same_whatever_its_case_spaces_and_punctuation(label: str) -> None:
    assert squeezed(label) == "oando"


@given(st.text())
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert line(line(text)) == line(text)
    assert free(free(text)) == free(text)
