"""Services, known or not, NHS numbers and names, as they are typed."""

from __future__ import annotations

import pytest

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading import reference_key
from goldenthread.tracker.reading.tests.made import LABELS
from goldenthread.tracker.reading.values import Services, involvement, names, nhs_number, upn


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("SLT", "slt"),
        ("slt ", "slt"),
        (" S.L.T. ", "slt"),
        ("speech and language", "slt"),
        ("SPEECH & LANGUAGE", "slt"),
        ("Occupational  therapy", "ot"),
        ("care nursing ", "care-nursing"),
        ("CareNursing", "care-nursing"),
        ("O & O", "o-and-o"),
        ("o and o", "o-and-o"),
    ],
)
def test_a_service_is_known_by_any_of_its_labels(label: str, code: str) -> None:
    assert Services(LABELS).code(label) == code


@pytest.mark.parametrize("cell", ["", "SALT", "S", 300.0, True, "OT SLT"])
def test_a_label_that_is_not_exactly_one_of_them_is_no_service(cell: object) -> None:
    assert Services(LABELS).code(cell) is None  # type: ignore[arg-type]


def test_a_label_that_two_services_share_names_neither() -> None:
    services = Services({"Nursing": "school-nursing", "nursing": "care-nursing", "OT": "ot"})
    assert services.code("Nursing") is None
    assert services.code("OT") == "ot"


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (
            "SALT",
            "“SALT” is not a service here. This area's services are Care Nursing, O&O, OT, PHN and SLT.",
        ),
        ("", "No service is named."),
        ("SLT / OT", "“SLT / OT” names more than one service: give each a row of its own."),
        ("SLT and OT", "names more than one service"),
        ("SLT, PHN", "names more than one service"),
    ],
)
def test_an_unknown_service_is_refused_with_the_ones_there_are(cell: str, says: str) -> None:
    assert says in Services(LABELS).refusal(cell)


@pytest.mark.parametrize(
    "cell", ["Y", "y", "Yes", "YES ", "Known", "known", "Open", "On caseload", True, "✓", 1.0, "Yes - known"]
)
def test_a_child_is_known_in_many_words(cell: object) -> None:
    assert involvement(cell) == "known"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    ["N", "no", "NK", "N/K", "not known", "Not Known ", "unknown", False, 0.0, "New", "No (not known)"],
)
def test_a_child_is_not_known_in_as_many(cell: object) -> None:
    assert involvement(cell) == "not_known"  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["", "-", "?", "n/a", "#REF!"])
def test_nothing_is_said_of_a_child_where_the_cell_is_blank(cell: str) -> None:
    assert involvement(cell) is None


@pytest.mark.parametrize("cell", ["Closed", "closed 2019", "maybe", "x", "see notes", 7.0])
def test_any_other_answer_is_asked_about(cell: object) -> None:
    with pytest.raises(Refused, match="type Known or Not known"):
        involvement(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    [
        "9990000018",
        "999 000 0018",
        "999-000-0018",
        9990000018.0,
        9990000018,
        "9990000018.0",
        " 999\u00a0000\u00a00018 ",
    ],
)
def test_an_nhs_number_is_ten_digits_however_it_is_spaced(cell: object) -> None:
    assert nhs_number(cell) == "9990000018"  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["", "-", "n/a", "TBC", "Not known", "NK", "#N/A"])
def test_an_nhs_number_may_be_left_out(cell: str) -> None:
    assert nhs_number(cell) is None


@pytest.mark.parametrize(
    "cell", ["9990000019", "999000001", 99900000180.0, "9.99E+09", 9.99, "see RiO", "0", 0.0]
)
def test_a_wrong_nhs_number_is_refused(cell: object) -> None:
    with pytest.raises(Refused):
        nhs_number(cell)  # type: ignore[arg-type]


def test_a_upn_is_checked_and_may_be_left_out() -> None:
    assert upn("-") is None
    with pytest.raises(Refused):
        upn("A123")


@pytest.mark.parametrize(
    ("whole", "forename", "surname"),
    [
        ("Trease, Tamsin", "Tamsin", "Trease"),
        ("TREASE, Tamsin Ann", "Tamsin Ann", "TREASE"),
        ("Tamsin Trease", "Tamsin", "Trease"),
        ("Tamsin Ann Trease", "Tamsin Ann", "Trease"),
        ("Tamsin TREASE", "Tamsin", "TREASE"),
        ("TREASE Tamsin", "Tamsin", "TREASE"),
        ("Joris van der Berg", "Joris", "van der Berg"),
        ("Trease", None, "Trease"),
        ("Trease,", None, "Trease"),
        ("", None, None),
    ],
)
def test_a_name_in_one_cell_is_parted(whole: str, forename: str | None, surname: str | None) -> None:
    assert names(whole) == (forename, surname)


def test_references_that_differ_in_case_and_spaces_are_one() -> None:
    assert reference_key("EHC26 - 0001") == reference_key("ehc26-0001 ")
    assert reference_key("EHC26-0001") != reference_key("EHC26-0011")
