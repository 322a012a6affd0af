"""What the desk's screens share: lights, wordings, addresses, practice, and what waits without a clock."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from goldenthread.accounts.actions import invite, join
from goldenthread.advice import actions as advice
from goldenthread.cases import actions as cases
from goldenthread.cases.append import append
from goldenthread.cases.models import Fact
from goldenthread.deadlines.awaited import Deed
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.desk import practice, queries
from goldenthread.desk.addresses import to_each
from goldenthread.desk.rated import rated
from goldenthread.desk.words import when
from goldenthread.directory.models import Organisation
from goldenthread.intake import actions as intake
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

TODAY, DUE = date(2026, 11, 22), date(2026, 11, 20)
ON = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("due_on", "met_on", "excused_on", "rating", "reason"),
    [
        (date(2026, 11, 20), None, None, "red", "2 days late"),
        (date(2026, 11, 21), None, None, "red", "1 day late"),
        (date(2026, 11, 20), None, DUE, "amber", "2 days late, exemption claimed"),
        (date(2026, 11, 22), None, None, "amber", "Due today"),
        (date(2026, 12, 6), None, None, "amber", "14 days left"),
        (date(2026, 12, 7), None, None, "green", "15 days left"),
        (date(2026, 11, 20), date(2026, 11, 20), None, "green", "In time"),
        (date(2026, 11, 20), date(2026, 11, 21), None, "red", "1 day late"),
        (date(2026, 11, 20), date(2026, 11, 21), DUE, "amber", "1 day late, exemption claimed"),
    ],
)
def test_a_light_has_its_reason(due_on, met_on, excused_on, rating: str, reason: str) -> None:
    found = rated(due_on=due_on, met_on=met_on, ended_on=None, excused_on=excused_on, today=TODAY)
    assert found == (rating, reason)


def test_what_was_withdrawn_has_no_colour() -> None:
    assert rated(due_on=DUE, met_on=None, ended_on=DUE, excused_on=None, today=TODAY) == (None, "Withdrawn")


def test_wordings() -> None:
    assert (when(None, TODAY), when(TODAY, TODAY), when(DUE, TODAY)) == ("", "Today", "20 November 2026")


def test_an_address_is_the_one_that_django_reverses() -> None:
    id_ = uuid4()
    assert to_each("desk:case")(id_) == reverse("desk:case", args=[id_])


def test_an_areas_words_are_known_by_their_codes(cast: Cast) -> None:
    words = practice.of_areas([cast.area.pk])
    assert words.title("escalation-1") == "Escalation letter to the Alliance Director"
    assert words.title("request") == "Request for advice"
    assert words.title("one-week-left") == "One week left for the advice"
    assert words.people(["spoc", "dco-office"]) == "Health Single Point of Contact, DMO/DCO office"
    assert words.names["staff-absence"] == "Staff were absent"


def test_a_code_that_no_pack_knows_is_shown_as_words() -> None:
    assert practice.Practice({}, {}, {}).title("board-letter") == "board letter"


def _waits(cast: Cast, deed: Deed) -> list[str]:
    rows = queries.waiting(cast.spoc, deed)
    assert len(rows) == queries.waiting_counts(cast.spoc)[deed]
    return [row.reference for row in rows]


def test_a_request_waits_to_be_acknowledged_from_its_receipt(cast: Cast, story: Story) -> None:
    later = story.given_a_request(date(2026, 11, 10))
    first = story.given_a_request(ON)
    assert _waits(cast, Deed.ACKNOWLEDGE) == [first.case.reference, later.case.reference]
    story.given_it_is_acknowledged(first, ON, "SLT")
    assert _waits(cast, Deed.ACKNOWLEDGE) == [later.case.reference]
    assert _waits(cast, Deed.SEEK) == [first.case.reference]


def test_a_struck_out_acknowledgement_waits_again(cast: Cast, story: Story) -> None:
    request = story.given_a_request(ON)
    story.given_it_is_acknowledged(request, ON, "SLT")
    told = Fact.objects.get(kind=Kind.REQUEST_ACKNOWLEDGED.value)
    cases.correct(fact=told, is_void=True, reason="Sent to the wrong council.", by=cast.manager, on=TODAY)
    assert _waits(cast, Deed.ACKNOWLEDGE) == [request.case.reference]
    assert _waits(cast, Deed.SEEK) == []


def test_a_struck_out_or_withdrawn_request_waits_for_nobody(cast: Cast, story: Story) -> None:
    struck, withdrawn = story.given_a_request(ON), story.given_a_request(ON)
    told = Fact.objects.get(kind=Kind.REQUEST_RECEIVED.value, about=struck.pk)
    cases.correct(fact=told, is_void=True, reason="Typed twice.", by=cast.manager, on=TODAY)
    intake.withdraw(request=withdrawn, reason="by-family", remark="Moved.", by=cast.manager, on=TODAY)
    assert _waits(cast, Deed.ACKNOWLEDGE) == []


def test_a_request_of_an_imported_tracker_is_not_asked_for_again(cast: Cast, story: Story) -> None:
    request = story.given_a_request(ON)
    (slt,) = advice.seek(request=request, services=story.services("SLT"), by=cast.spoc, on=ON)
    assert _waits(cast, Deed.ACKNOWLEDGE) == [request.case.reference]
    append(case=slt.case, kind=Kind.ADVICE_IMPORTED, on=ON, by=cast.spoc, about=slt.pk, details={"file": "x"})
    assert _waits(cast, Deed.ACKNOWLEDGE) == []


def test_another_councils_requests_are_not_shown(cast: Cast, story: Story) -> None:
    story.given_a_request(ON)
    devon = Organisation.objects.get(code="devon-council")
    officer = invite(email="officer@devon.example", name="Dan Vale", password=None, by=cast.manager, on=ON)
    join(user=officer, organisation=devon, role=Role.SEND_OFFICER, by=cast.manager, on=ON)
    assert queries.waiting(officer, Deed.ACKNOWLEDGE) == []
    assert queries.waiting_counts(officer)[Deed.ACKNOWLEDGE] == 0
    assert queries.waiting_counts(cast.officer)[Deed.ACKNOWLEDGE] == 1
    assert queries.waiting_counts(cast.therapist) == dict.fromkeys(Deed, 0)
