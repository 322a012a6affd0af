"""What becomes of each row: taken, refused, asked about, repeated."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from goldenthread.tracker.reading import Reading
from goldenthread.tracker.reading.outcome import Disagreement
from goldenthread.tracker.reading.tests.made import (
    HEADINGS,
    TODAY,
    line,
    nhs_number,
    read_here,
    reading_of,
    separated,
)

MARCH_2 = datetime.date(2026, 3, 2)


def only_refusal(reading: Reading) -> tuple[int, str, str]:
    """The one refused row; nothing else may have become of it."""
    assert (reading.rows, reading.questions, reading.duplicates, reading.rows_read) == ([], [], [], 1)
    return reading.rejected[0]


def only_question(reading: Reading) -> tuple[int, str, str]:
    assert (reading.rows, reading.rejected, reading.duplicates, reading.rows_read) == ([], [], [], 1)
    return reading.questions[0]


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        line(
            chased_on=datetime.date(2026, 4, 14),
            returned_on="20.4.26",
            involvement="NK",
            notes="=1+1\nsecond line",
        ),
    )
    row = reading.rows[0]
    assert (row.row, row.reference, row.forename, row.surname) == (2, "EHC26-0001", "Tamsin", "Trease")
    assert (row.born_on, row.nhs_number) == (datetime.date(2015, 2, 14), "9990000018")
    assert (row.service, row.received_on, row.involvement) == ("slt", MARCH_2, "not_known")
    assert row.acknowledged_on == datetime.date(2026, 3, 4)
    assert row.chased_on == datetime.date(2026, 4, 14)
    assert row.returned_on == datetime.date(2026, 4, 20)
    assert row.notes == "=1+1\nsecond line"
    assert (row.school, row.upn, row.gp) == (None, None, None)


def test_a_row_needs_no_more_than_a_reference_a_service_and_a_date(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, ["EHC26-0001", "OT", "2.3.26"], headings=["Ref", "Team", "Received"])
    assert [(row.reference, row.service, row.received_on) for row in reading.rows] == [
        ("EHC26-0001", "ot", MARCH_2)
    ]
    assert {value for value in reading.rows[0] if value is None} == {None}


def test_school_upn_and_gp_are_taken_where_a_tracker_has_them(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        [*line(), "Shiphay Primary", "H801200001001", "Barton Surgery"],
        headings=[*HEADINGS, "School", "UPN", "GP practice"],
    )
    (row,) = reading.rows
    assert (row.school, row.gp) == ("Shiphay Primary", "Barton Surgery")
    assert row.upn == "H801200001001"


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"reference": ""}, "reference", "There is no reference under “LA ref”: type it."),
        ({"reference": "-"}, "reference", "There is no reference"),
        ({"reference": "E" * 41}, "reference", "“LA ref” holds 41 characters: shorten it to 40"),
        ({"service": "SALT"}, "service", "“SALT” is not a service here."),
        ({"service": ""}, "service", "No service is named."),
        ({"nhs_number": "999 000 0019"}, "nhs_number", "NHS number"),
        ({"nhs_number": 999000001.0}, "nhs_number", "NHS number"),
        ({"received_on": ""}, "received_on", "There is no date under “Date request rec'd”"),
        ({"received_on": "#N/A"}, "received_on", "There is no date"),
        (
            {"received_on": "30/02/2026"},
            "received_on",
            "“30/02/2026” under “Date request rec'd” is not a whole date",
        ),
        ({"received_on": "March 2026"}, "received_on", "type it like 12/03/2021"),
        (
            {"returned_on": "01/03/2026"},
            "returned_on",
            "returned on 1 March 2026, before it was requested on 2 March",
        ),
        ({"surname": "T" * 121}, "surname", "“Surname” holds 121 characters"),
        ({"notes": "n" * 32_767 + "\u00e9"}, "notes", "The notes hold 32768 characters"),
    ],
)
def test_a_row_is_refused_with_its_field_and_how_to_mend_it(
    tmp_path: Path, changes: dict[str, Any], field: str, says: str
) -> None:
    reading = read_here(separated(tmp_path / "tracker.csv", [HEADINGS, line(**changes)]))
    assert only_refusal(reading)[:2] == (2, field)
    assert says in only_refusal(reading)[2]


def test_a_reference_that_the_spreadsheet_turned_into_a_date_is_refused(tmp_path: Path) -> None:
    refusal = only_refusal(reading_of(tmp_path, line(reference=datetime.date(2026, 1, 2))))
    assert refusal[:2] == (2, "reference")
    assert "turned this reference into a date: type it again as text" in refusal[2]


def test_a_row_with_everything_wrong_is_refused_once(tmp_path: Path) -> None:
    wrong = line(service="SALT", nhs_number="1", returned_on="1/1/20", involvement="maybe", born_on="soon")
    assert only_refusal(reading_of(tmp_path, wrong))[1] == "service"


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"born_on": "spring 2015"}, "born_on", "“spring 2015” under “DOB” is not a whole date"),
        ({"born_on": "3/3/26"}, "born_on", "born on 3 March 2026, after the request"),
        ({"acknowledged_on": "yes"}, "acknowledged_on", "“yes” under “Ack sent” is not a whole date"),
        ({"acknowledged_on": "1/3/26"}, "acknowledged_on", "before the request was received on 2 March 2026"),
        ({"chased_on": "120426"}, "chased_on", "“120426” under “Chased” is not a whole date"),
        ({"chased_on": "1/2/26"}, "chased_on", "“Chased” says 1 February 2026, before the request"),
        ({"returned_on": "31/04/2026"}, "returned_on", "not a whole date"),
        ({"returned_on": "23/11/2026"}, "returned_on", "says 23 November 2026, which is still to come"),
        ({"received_on": "02/03/2027"}, "received_on", "which is still to come"),
        ({"involvement": "closed"}, "involvement", "“closed” does not say whether"),
    ],
)
def test_what_only_a_person_can_tell_is_asked(
    tmp_path: Path, changes: dict[str, Any], field: str, says: str
) -> None:
    assert only_question(reading_of(tmp_path, line(**changes)))[:2] == (2, field)
    assert says in only_question(reading_of(tmp_path, line(**changes)))[2]


def test_what_happened_today_is_not_still_to_come(tmp_path: Path) -> None:
    assert reading_of(tmp_path, line(returned_on=TODAY)).rows[0].returned_on == TODAY


def test_a_wrong_upn_is_asked_about(tmp_path: Path) -> None:
    assert only_question(reading_of(tmp_path, [*line(), "A123"], headings=[*HEADINGS, "UPN"]))[1] == "upn"


def test_failed_formulas_and_dashes_hold_nothing_up(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        line(
            born_on="#VALUE!",
            acknowledged_on="#REF!",
            chased_on="-",
            returned_on="n/a",
            due="#VALUE!",
            days_late="#N/A",
        ),
    )
    (row,) = reading.rows
    assert (row.born_on, row.acknowledged_on, row.chased_on, row.returned_on) == (None, None, None, None)
    assert reading.disagreements == []


@pytest.mark.parametrize("word", ["No", "not yet", "Awaited", "outstanding", "n", "Not returned"])
def test_a_word_that_says_not_yet_is_no_date(tmp_path: Path, word: str) -> None:
    (row,) = reading_of(tmp_path, line(acknowledged_on=word, chased_on=word, returned_on=word)).rows
    assert (row.acknowledged_on, row.chased_on, row.returned_on) == (None, None, None)


def test_a_request_that_is_not_yet_received_is_refused(tmp_path: Path) -> None:
    assert only_refusal(reading_of(tmp_path, line(received_on="awaited")))[1] == "received_on"


def test_a_formula_that_points_at_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    (row,) = reading_of(tmp_path, line(chased_on=0, returned_on=0)).rows
    assert (row.chased_on, row.returned_on) == (None, None)


def test_one_month_first_date_leaves_its_column_and_no_other_in_question(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        line(
            reference="A1", received_on="03/25/2026", acknowledged_on="04/05/2026", nhs_number=nhs_number(1)
        ),
        line(reference="A2", received_on="02/03/2026", nhs_number=nhs_number(2)),
        line(reference="A3", received_on="03/03/2026", nhs_number=nhs_number(3)),
        line(reference="A4", received_on="25/02/2026", nhs_number=nhs_number(4)),
        line(reference="A5", received_on="2 March 2026", nhs_number=nhs_number(5)),
        line(reference="A6", received_on=MARCH_2, nhs_number=nhs_number(6)),
    )
    assert [(row.row, row.received_on.isoformat()) for row in reading.rows] == [
        (2, "2026-03-25"),
        (4, "2026-03-03"),
        (5, "2026-02-25"),
        (6, "2026-03-02"),
        (7, "2026-03-02"),
    ]
    assert reading.rows[0].acknowledged_on == datetime.date(2026, 5, 4)
    ((row, field, problem, _),) = reading.questions
    assert (row, field) == (3, "received_on")
    assert "“02/03/2026” can be read as 2 March 2026 or as 3 February 2026" in problem


def test_a_row_that_repeats_another_is_a_duplicate_however_it_is_typed(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path,
        line(),
        line(
            reference="ehc26-0001 ",
            nhs_number="9990000018",
            surname="TREASE",
            received_on="2nd March 2026",
            service="speech and language",
            involvement="yes",
            acknowledged_on="",
        ),
        line(service="OT"),
    )
    assert [row.row for row in reading.rows] == [2, 4]
    assert (reading.duplicates, reading.questions, reading.rows_read) == ([3], [], 3)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        (
            {"received_on": "05/03/2026", "acknowledged_on": ""},
            "received_on",
            "differ in the day the request was received",
        ),
        ({"returned_on": "30/03/2026"}, "returned_on", "differ in the day the advice was returned"),
        (
            {"nhs_number": nhs_number(5), "born_on": "1/1/2014"},
            "born_on",
            "the date of birth and the NHS number",
        ),
        ({"notes": "Rang the school"}, "notes", "differ in the notes"),
        ({"involvement": "NK"}, "involvement", "whether the child is known"),
    ],
)
def test_two_rows_that_say_different_things_of_one_request_are_asked_about(
    tmp_path: Path, changes: dict[str, Any], field: str, says: str
) -> None:
    reading = reading_of(tmp_path, line(), line(**changes))
    assert [row.row for row in reading.rows] == [2]
    (question,) = reading.questions
    assert question[:2] == (3, field)
    assert question.problem.startswith("Rows 2 and 3 both speak of EHC26-0001, SLT, and differ in")
    assert says in question.problem


def test_due_dates_and_days_late_are_worked_out_afresh(tmp_path: Path) -> None:
    returned = {"returned_on": "15/04/2026"}
    reading = reading_of(
        tmp_path,
        line(reference="A1", due="13/04/2026", days_late=2, **returned),
        line(reference="A2", due="13.4.26", days_late="2 days late", **returned),
        line(reference="A3", due=46125, days_late=185, **returned),
        line(reference="A4", due="14/04/2026", days_late="", **returned),
        line(reference="A5", due="asap", days_late="late", **returned),
        line(reference="A6", days_late=-5, returned_on="08/04/2026"),
        line(reference="A7", days_late=0, returned_on="08/04/2026"),
        line(reference="A8", days_late=200),
        line(reference="A9", due="04/13/2026"),
        line(reference="B1", due=0, days_late="n/a", **returned),
    )
    assert len(reading.rows) == 10
    assert reading.disagreements == [
        Disagreement(4, "days_late", 185, 2),
        Disagreement(5, "due", "2026-04-14", "2026-04-13"),
        Disagreement(6, "due", "asap", "2026-04-13"),
        Disagreement(6, "days_late", "late", 2),
    ]


def test_a_due_date_may_lie_in_next_year_with_two_digits(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, line(received_on="20/11/2026", acknowledged_on="", due="01/01/27"))
    assert reading.disagreements == []


def test_a_refused_row_states_nothing_to_disagree_with(tmp_path: Path) -> None:
    assert reading_of(tmp_path, line(service="SALT", due="1/1/2020")).disagreements == []
