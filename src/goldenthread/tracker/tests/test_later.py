"""A later file updates: blanks never erase, a changed date is a correction, a person's word here is a question."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.advice import actions as advice_actions
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact, Remark
from goldenthread.deadlines import queries as deadlines
from goldenthread.intake.actions import receive
from goldenthread.intake.models import Request
from goldenthread.people.models import Child
from goldenthread.rules.facts import Kind
from goldenthread.tracker.plan import KEEP, TAKE
from goldenthread.tracker.tests.told import (
    TODAY,
    Office,
    advice,
    cora,
    counts,
    days,
    everything,
    hal,
    recorded,
)

pytestmark = pytest.mark.django_db

LATER = date(2026, 11, 29)
FULL = {
    "acknowledged_on": "04/03/2026",
    "chased_on": "14/04/2026",
    "returned_on": "20/04/2026",
    "notes": "By post",
}


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    rows = (hal(**FULL), hal(service="OT"), cora(received_on="09/03/2026"))
    office.take(*rows)
    before, facts = everything(), Fact.objects.count()
    assert counts(office.take(*rows, on=LATER)) == (0, 0, 3, 0)
    assert everything() == before
    assert Fact.objects.count() == facts


def test_a_date_that_was_blank_before_becomes_its_fact(office: Office) -> None:
    office.take(hal())
    assert counts(office.take(hal(returned_on="20/04/2026"), on=LATER)) == (0, 1, 0, 0)
    assert days("EHC26-0001", Kind.ADVICE_RECORDED) == [date(2026, 4, 20)]
    assert Kind.FACT_CORRECTED not in recorded("EHC26-0001")
    clock = deadlines.clock(advice("EHC26-0001", "SLT").pk, "advice", office.story.cast.spoc)
    assert clock and clock.met_on == date(2026, 4, 20)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("acknowledged_on", Kind.ADVICE_ACKNOWLEDGED),
        ("chased_on", Kind.ADVICE_CHASED),
        ("returned_on", Kind.ADVICE_RECORDED),
    ],
)
def test_a_changed_date_is_a_correction_that_says_which_row_said_so(
    office: Office, field: str, kind: Kind
) -> None:
    office.take(hal(**FULL))
    assert counts(office.take(hal(**{**FULL, field: "27/04/2026"}), on=LATER)) == (0, 1, 0, 0)
    assert days("EHC26-0001", kind) == [date(2026, 4, 27)]
    correction = Fact.objects.get(kind=Kind.FACT_CORRECTED)
    assert (correction.corrects.kind, correction.details) == (kind, {"void": False, "details": {}})
    assert correction.remark.text == "Row 2 of an imported tracker says so."


def test_a_date_changed_twice_by_two_files_stands_as_the_latest_has_it(office: Office) -> None:
    for day in ("20/04/2026", "21/04/2026", "22/04/2026"):
        office.take(hal(returned_on=day))
    assert days("EHC26-0001", Kind.ADVICE_RECORDED) == [date(2026, 4, 22)]


def test_a_blank_never_erases(office: Office) -> None:
    office.take(hal(**FULL))
    before = everything()
    blank = hal(**dict.fromkeys(("forename", "surname", "born_on", "nhs_number", "involvement", *FULL), ""))
    assert counts(office.take(blank, on=LATER)) == (0, 0, 1, 0)
    assert everything() == before


def test_known_or_not_is_corrected_and_keeps_its_day(office: Office) -> None:
    office.take(hal())
    office.take(hal(involvement="No"), on=LATER)
    correction = Fact.objects.get(kind=Kind.FACT_CORRECTED)
    assert correction.details["details"] == {"involvement": "not_known", "closed_on": None}
    assert days("EHC26-0001", Kind.INVOLVEMENT_CHECKED) == [date(2026, 3, 2)]


def test_known_or_not_said_for_the_first_time_is_a_look_up_on_the_day_of_receipt(office: Office) -> None:
    office.take(hal(involvement=""))
    assert days("EHC26-0001", Kind.INVOLVEMENT_CHECKED) == []
    office.take(hal(involvement="Yes"), on=LATER)
    assert days("EHC26-0001", Kind.INVOLVEMENT_CHECKED) == [date(2026, 3, 2)]


def test_notes_that_changed_replace_those_beside_the_asking(office: Office) -> None:
    office.take(hal(notes="First"), cora())
    office.take(hal(notes="Second"), cora(notes="New"), on=LATER)
    assert sorted(Remark.objects.values_list("text", flat=True)) == ["New", "Second"]


def test_a_service_added_to_a_request_joins_it(office: Office) -> None:
    office.take(hal())
    assert counts(office.take(hal(), hal(service="OT"), on=LATER)) == (1, 0, 1, 0)
    assert Request.objects.count() == 1


def test_a_name_put_right_in_the_file_is_put_right_here(office: Office) -> None:
    office.take(hal(), hal(service="OT"))
    office.take(hal(surname="Moyle-Gale"), hal(surname="Moyle-Gale", service="OT"), on=LATER)
    child = Child.objects.get()
    assert (child.surname, child.search_name) == ("Moyle-Gale", "moyle gale hal")


# What a person has recorded here since is a question.


def test_a_date_that_a_person_corrected_here_is_asked_about_and_left_alone(office: Office) -> None:
    _answered_and_corrected(office)
    answer = office.take(hal(returned_on="22/04/2026"), on=LATER)
    assert counts(answer) == (0, 0, 0, 1)
    (question,) = answer["questions"]
    assert (question["row"], question["field"]) == (2, "returned_on")
    assert "22 April 2026" in question["problem"] and "21 April 2026" in question["problem"]
    assert days("EHC26-0001", Kind.ADVICE_RECORDED) == [date(2026, 4, 21)]


def test_keep_leaves_what_is_here_and_is_not_asked_again(office: Office) -> None:
    _answered_and_corrected(office)
    row = hal(returned_on="22/04/2026")
    assert counts(office.take(row, answers={(2, "returned_on"): KEEP})) == (0, 0, 1, 0)
    assert days("EHC26-0001", Kind.ADVICE_RECORDED) == [date(2026, 4, 21)]
    assert counts(office.take(row, on=LATER)) == (0, 0, 1, 0)


def test_take_corrects_what_is_here(office: Office) -> None:
    _answered_and_corrected(office)
    row = hal(returned_on="22/04/2026")
    assert counts(office.take(row, answers={(2, "returned_on"): TAKE})) == (0, 1, 0, 0)
    assert days("EHC26-0001", Kind.ADVICE_RECORDED) == [date(2026, 4, 22)]


def test_an_answer_for_one_field_settles_no_other(office: Office) -> None:
    _answered_and_corrected(office)
    row = hal(returned_on="22/04/2026")
    assert counts(office.take(row, answers={(2, "chased_on"): TAKE, (3, "returned_on"): TAKE})) == (
        0,
        0,
        0,
        1,
    )


def test_a_person_who_recorded_the_same_day_agrees_with_the_file(office: Office) -> None:
    office.take(hal())
    asked = advice("EHC26-0001", "SLT")
    advice_actions.record(advices=[asked], by=office.story.cast.spoc, on=date(2026, 4, 20))
    assert counts(office.take(hal(returned_on="20/04/2026"), on=LATER)) == (0, 0, 1, 0)


def test_a_person_who_recorded_another_day_is_asked_about(office: Office) -> None:
    office.take(hal())
    asked = advice("EHC26-0001", "SLT")
    advice_actions.record(advices=[asked], by=office.story.cast.spoc, on=date(2026, 4, 21))
    assert counts(office.take(hal(returned_on="20/04/2026"), on=LATER)) == (0, 0, 0, 1)


def test_a_row_with_one_question_is_left_whole(office: Office) -> None:
    _answered_and_corrected(office)
    answer = office.take(hal(returned_on="22/04/2026", notes="Also", surname="Gale"), on=LATER)
    assert counts(answer) == (0, 0, 0, 1)
    assert Child.objects.get().surname == "Moyle"
    assert not Remark.objects.filter(text="Also").exists()


def _answered_and_corrected(office: Office) -> None:
    office.take(hal(returned_on="20/04/2026"))
    wrong = Fact.objects.get(kind=Kind.ADVICE_RECORDED)
    manager = office.story.cast.manager
    correct(fact=wrong, happened_on=date(2026, 4, 21), reason="Stamped on the 21st", by=manager, on=TODAY)


# The day of receipt starts every clock.


def test_a_receipt_that_all_services_of_a_request_have_changed_is_corrected_once(office: Office) -> None:
    office.take(hal(), hal(service="OT"))
    moved = {"received_on": "05/03/2026"}
    assert counts(office.take(hal(**moved), hal(service="OT", **moved), on=LATER)) == (0, 2, 0, 0)
    assert days("EHC26-0001", Kind.REQUEST_RECEIVED) == [date(2026, 3, 5)]
    assert set(days("EHC26-0001", Kind.ADVICE_SOUGHT)) == {date(2026, 3, 5)}
    assert set(days("EHC26-0001", Kind.INVOLVEMENT_CHECKED)) == {date(2026, 3, 5)}
    assert _due(office, "SLT") == _due(office, "OT") == date(2026, 4, 16)


def test_a_receipt_changed_for_one_of_two_services_moves_it_to_a_request_of_its_own(office: Office) -> None:
    office.take(hal(), hal(service="OT"))
    assert counts(office.take(hal(), hal(service="OT", received_on="05/03/2026"), on=LATER)) == (0, 1, 1, 0)
    assert days("EHC26-0001", Kind.REQUEST_RECEIVED) == [date(2026, 3, 2), date(2026, 3, 5)]
    assert (_due(office, "SLT"), _due(office, "OT")) == (date(2026, 4, 13), date(2026, 4, 16))
    assert advice("EHC26-0001", "SLT").request != advice("EHC26-0001", "OT").request
    assert days("EHC26-0001", Kind.INVOLVEMENT_CHECKED) == [date(2026, 3, 2), date(2026, 3, 5)]


@pytest.mark.parametrize("day", ["12/03/2026", "24/02/2026"])
def test_a_receipt_may_move_past_other_dates_that_move_along(office: Office, day: str) -> None:
    office.take(hal(acknowledged_on="04/03/2026"), hal(service="OT", acknowledged_on="03/03/2026"))
    moved = {"received_on": day, "acknowledged_on": day}
    assert counts(office.take(hal(**moved), hal(service="OT", **moved), on=LATER)) == (0, 2, 0, 0)
    assert (
        len(set(days("EHC26-0001", Kind.ADVICE_ACKNOWLEDGED) + days("EHC26-0001", Kind.REQUEST_RECEIVED)))
        == 1
    )


def test_a_service_added_with_the_new_day_joins_the_request_that_moved_there(office: Office) -> None:
    office.take(hal())
    moved = {"received_on": "05/03/2026"}
    assert counts(office.take(hal(service="OT", **moved), hal(**moved), on=LATER)) == (1, 1, 0, 0)
    assert days("EHC26-0001", Kind.REQUEST_RECEIVED) == [date(2026, 3, 5)]
    assert Request.objects.count() == 1


def test_a_receipt_after_the_advice_is_a_question_and_not_a_crash(office: Office) -> None:
    office.take(hal())
    asked = advice("EHC26-0001", "SLT")
    advice_actions.record(advices=[asked], by=office.story.cast.spoc, on=date(2026, 4, 20))
    answer = office.take(hal(received_on="27/04/2026"), on=LATER)
    assert [(each["row"], each["field"]) for each in answer["questions"]] == [(2, "received_on")]
    assert days("EHC26-0001", Kind.REQUEST_RECEIVED) == [date(2026, 3, 2)]


def test_a_request_withdrawn_here_takes_no_service_that_a_later_file_adds(office: Office) -> None:
    from goldenthread.intake.actions import withdraw

    office.take(hal())
    manager = office.story.cast.manager
    withdraw(request=Request.objects.get(), reason="moved-away", remark="Left Torbay.", by=manager, on=TODAY)
    office.take(hal(), hal(service="OT"), on=LATER)
    assert Request.objects.count() == 2
    assert _clock(office, "OT").ended_on is None


def _clock(office: Office, label: str):  # type: ignore[no-untyped-def]
    return deadlines.clock(advice("EHC26-0001", label).pk, "advice", office.story.cast.spoc)


def _due(office: Office, label: str) -> date:
    return _clock(office, label).due_on


def test_a_service_asked_twice_on_a_case_is_known_by_its_latest_asking(office: Office) -> None:
    story = office.story
    child = story.given_a_child("Wren", "Rowe", born_on=date(2015, 2, 14))
    row = {"reference": "T/1", "forename": "Wren", "surname": "Rowe", "nhs_number": child.nhs_number}
    first = story.given_a_request(date(2026, 1, 5), child=child, reference="T/1")
    (old,) = story.given_advice_is_sought(date(2026, 1, 5), "SLT", request=first)
    again = receive(
        child=child,
        council=story.cast.council,
        case=first.case,
        reference="T/1",
        by=story.cast.spoc,
        on=date(2026, 3, 2),
    )
    (new,) = story.given_advice_is_sought(date(2026, 3, 2), "SLT", request=again)
    office.take(hal(**row, returned_on="20/04/2026", involvement=""))
    answered = set(Fact.objects.filter(kind=Kind.ADVICE_RECORDED).values_list("about", flat=True))
    assert answered == {new.pk} and old.pk not in answered
