"""Who a row is about: a different number or birth date is a different child; what is alike is listed, not merged."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.cases.models import Case
from goldenthread.people.actions import amend
from goldenthread.people.models import Child
from goldenthread.tracker.plan import KEEP, TAKE
from goldenthread.tracker.tests.told import NUMBERS, TODAY, Office, cora, counts, hal

pytestmark = pytest.mark.django_db

OTHER = NUMBERS[9]


def test_the_same_nhs_number_under_two_references_is_one_child_with_two_cases(office: Office) -> None:
    assert counts(office.take(hal(), hal(reference="EHC26-0007"))) == (2, 0, 0, 0)
    assert (Child.objects.count(), Case.objects.count()) == (1, 2)


def test_a_child_registered_here_is_found_by_nhs_number(office: Office) -> None:
    wren = office.story.given_a_child("Wren", "Rowe", born_on=date(2015, 2, 14))
    office.take(hal(forename="Wren", surname="Rowe", nhs_number=wren.nhs_number))
    assert Case.objects.get().child == wren


@pytest.mark.parametrize(
    ("changes", "field"), [({"nhs_number": OTHER}, "nhs_number"), ({"born_on": "15/02/2015"}, "born_on")]
)
def test_a_different_child_under_a_reference_of_the_file_is_a_question(
    office: Office, changes: dict[str, str], field: str
) -> None:
    answer = office.take(hal(), hal(service="OT", **changes))
    assert counts(answer) == (1, 0, 0, 1)
    assert (answer["questions"][0]["row"], answer["questions"][0]["field"]) == (3, field)
    assert "different child" in answer["questions"][0]["problem"]


def test_a_different_child_under_a_reference_that_is_here_is_a_question(office: Office) -> None:
    office.take(hal())
    assert counts(office.take(hal(service="OT", nhs_number=OTHER))) == (0, 0, 0, 1)
    assert counts(office.take(hal(service="OT", nhs_number=OTHER), answers={(2, "nhs_number"): KEEP})) == (
        1,
        0,
        0,
        0,
    )
    assert Child.objects.get().nhs_number == NUMBERS[0]


def test_a_number_with_another_birth_date_is_a_different_child(office: Office) -> None:
    answer = office.take(hal(), hal(reference="EHC26-0007", born_on="01/01/2014"))
    assert counts(answer) == (1, 0, 0, 1)
    assert Case.objects.count() == 1


def test_a_number_of_another_child_on_a_child_without_one_is_a_question(office: Office) -> None:
    office.take(hal(nhs_number=""), cora())
    answer = office.take(hal(service="OT", nhs_number=NUMBERS[1]))
    assert [each["field"] for each in answer["questions"]] == ["nhs_number"]
    answer = office.take(hal(nhs_number=NUMBERS[1]))
    assert [each["field"] for each in answer["questions"]] == ["nhs_number"]
    assert Child.objects.filter(nhs_number=None).count() == 1


@pytest.mark.parametrize(("said", "nhs_number"), [(KEEP, NUMBERS[0]), (TAKE, OTHER)])
def test_a_changed_number_is_asked_about_and_done_as_answered(
    office: Office, said: str, nhs_number: str
) -> None:
    office.take(hal())
    assert counts(office.take(hal(nhs_number=OTHER))) == (0, 0, 0, 1)
    assert Child.objects.get().nhs_number == NUMBERS[0]
    office.take(hal(nhs_number=OTHER), answers={(2, "nhs_number"): said})
    assert Child.objects.get().nhs_number == nhs_number


def test_a_changed_birth_date_is_asked_about(office: Office) -> None:
    office.take(hal())
    answer = office.take(hal(born_on="15/02/2015"))
    assert [each["field"] for each in answer["questions"]] == ["born_on"]
    office.take(hal(born_on="15/02/2015"), answers={(2, "born_on"): TAKE})
    assert Child.objects.get().born_on == date(2015, 2, 15)


def test_what_was_blank_is_filled_in_by_a_later_row_or_file(office: Office) -> None:
    office.take(hal(nhs_number="", born_on=""), hal(service="OT", born_on="14/02/2015", nhs_number=""))
    assert Child.objects.get().born_on == date(2015, 2, 14)
    office.take(hal(service="PHN"))
    assert Child.objects.get().nhs_number == NUMBERS[0]


def test_a_particular_that_a_person_changed_here_is_a_question(office: Office) -> None:
    office.take(hal())
    amend(
        child=Child.objects.get(), version=1, changes={"surname": "Gale"}, by=office.story.cast.spoc, on=TODAY
    )
    answer = office.take(hal(surname="Moyles"))
    assert [(each["row"], each["field"]) for each in answer["questions"]] == [(2, "surname")]
    assert Child.objects.get().surname == "Gale"


def test_children_alike_are_listed_and_hold_nothing_up(office: Office) -> None:
    office.take(hal())
    answer = office.take(hal(reference="EHC26-0007", nhs_number=""))
    assert counts(answer) == (1, 0, 0, 0)
    assert answer["possible_matches"] == [{"row": 2, "reference": "EHC26-0007"}]
    assert Child.objects.count() == 2


@pytest.mark.parametrize("changes", [{"nhs_number": OTHER}, {"nhs_number": "", "born_on": "01/01/2014"}])
def test_children_of_one_name_whom_number_or_birth_tells_apart_are_not_listed(
    office: Office, changes: dict[str, str]
) -> None:
    office.take(hal())
    assert office.take(hal(reference="EHC26-0007", **changes))["possible_matches"] == []


def test_children_without_a_name_are_not_alike(office: Office) -> None:
    nameless = {"forename": "", "surname": "", "nhs_number": ""}
    answer = office.take(hal(**nameless), cora(**nameless))
    assert answer["possible_matches"] == []
    assert counts(office.take(hal(**{**nameless, "surname": "Moyle"}), cora(**nameless))) == (0, 1, 1, 0)
    assert Child.objects.filter(surname="Moyle").count() == 1


def test_a_number_that_is_another_child_s_is_not_copied_where_a_person_keeps_what_is_here(
    office: Office,
) -> None:
    office.take(hal(nhs_number=""), cora())
    row = hal(service="OT", nhs_number=NUMBERS[1])
    assert counts(office.take(row, answers={(2, "nhs_number"): KEEP})) == (1, 0, 0, 0)
    assert Child.objects.get(surname="Moyle").nhs_number is None
