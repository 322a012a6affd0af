"""A child with all their cases."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.desk.child.page import age
from goldenthread.people.models import Carer

ON = date(2026, 9, 1)


@pytest.mark.django_db
def test_all_cases_stand_with_their_stage(shown, cast: Cast, story: Story) -> None:
    wren = story.given_a_child("Wren", "Rowe")
    old = story.given_a_request(date(2025, 9, 1), child=wren, reference="T/1")
    (slt,) = story.given_advice_is_sought(date(2025, 9, 1), "SLT", request=old)
    story.given_advice_comes(slt, date(2025, 9, 20))
    new = story.given_a_request(ON, child=wren, reference="T/2")
    story.given_advice_is_sought(ON, "SLT", "OT", request=new)
    story.given_a_request(date(2026, 11, 2), child=wren, reference="T/3")
    screen = shown(cast.spoc, "desk:child", wren.pk)
    rows = [row.text for row in screen.all("tr", role="row")[1:]]
    assert [row.split(" Stage ")[1] for row in rows] == [
        "All advice received Open requests for advice 0 Next due Nothing due",
        "Advice being gathered Open requests for advice 2 Next due 13 Oct 2026",
        "Received, to be acknowledged Open requests for advice 0 Next due Nothing due",
    ]
    assert screen.one("a", href=f"/case/{new.case_id}/").text == "T/2"


@pytest.mark.django_db
def test_who_the_child_is_and_who_cares_for_them(shown, cast: Cast, story: Story) -> None:
    wren = story.given_a_child("Wren", "Rowe", born_on=date(2016, 11, 23))
    Carer.objects.create(
        area=cast.area, child=wren, name="Jo Rowe", relationship="Mother", has_parental_responsibility=True
    )
    text = shown(cast.spoc, "desk:child", wren.pk).one("main").text
    for said in (
        "23 November 2016",
        "Age 9 years",
        "School Not recorded",
        "Jo Rowe, mother",
        "Parental responsibility Yes",
    ):
        assert said in text
    assert "This child has no case yet." in text


@pytest.mark.django_db
def test_particulars_are_changed_by_whoever_receives_requests(
    shown, client, cast: Cast, story: Story
) -> None:
    wren = story.given_a_child("Wren", "Rowe")
    story.given_advice_is_sought(ON, "SLT", request=story.given_a_request(ON, child=wren))
    screen = shown(cast.spoc, "desk:child", wren.pk)
    for text in ("Change these particulars", "Add a parent or carer"):
        link = next(link for link in screen.all("a") if link.text == text)
        assert client.get(link["href"]).status_code == 200
    assert "Change these" not in shown(cast.therapist, "desk:child", wren.pk).one("main").text


@pytest.mark.django_db
def test_a_child_of_others_is_not_there(status, cast: Cast, story: Story) -> None:
    (ot,) = story.given_advice_is_sought(ON, "OT")
    assert status(cast.spoc, "desk:child", ot.case.child_id) == 200
    assert status(cast.therapist, "desk:child", ot.case.child_id) == 404


def test_a_birthday_on_29_february_is_kept_on_1_march() -> None:
    born = date(2016, 2, 29)
    assert (age(born, date(2026, 2, 28)), age(born, date(2026, 3, 1))) == (9, 10)
