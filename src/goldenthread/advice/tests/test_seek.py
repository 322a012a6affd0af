"""Services are asked, each on its own clock, and none twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from goldenthread.advice import actions, queries
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.demo.area import set_up_torbay
from goldenthread.demo.stories import Story
from goldenthread.directory.models import PackVersion, Service
from goldenthread.intake import actions as intake
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)
LATER = date(2026, 11, 9)
DUE = date(2026, 12, 14)


def test_twelve_services_are_asked_at_once_each_with_its_own_clock(story: Story) -> None:
    ot = story.cast.services["OT"]
    extra = [
        Service.objects.create(
            area=story.cast.area,
            code=f"extra-{number}",
            label=f"Extra {number}",
            name="An extra service",
            provider=ot.provider,
            live_from=date(2020, 1, 1),
            contact_point="extra@cfhd.example",
            contact_monitored_by="The desk",
        )
        for number in range(6)
    ]
    services = [*story.cast.services.values(), *extra]
    request = story.given_a_request(RECEIVED)
    asked = actions.seek(request=request, services=services, by=story.cast.spoc, on=LATER)
    assert len(asked) == 12
    clocks = {queries.asked(one.pk, story.cast.spoc).clock.about for one in asked}
    assert clocks == {str(one.pk) for one in asked}
    assert {queries.asked(one.pk, story.cast.spoc).due_on for one in asked} == {DUE}


def test_the_clock_runs_from_the_receipt_by_the_single_point_of_contact_not_from_the_asking(
    story: Story,
) -> None:
    request = story.given_a_request(RECEIVED)
    (one,) = actions.seek(request=request, services=story.services("OT"), by=story.cast.spoc, on=LATER)
    found = queries.asked(one.pk, story.cast.spoc)
    assert (found.received_on, found.due_on) == (RECEIVED, DUE)
    fact = Fact.objects.get(about=one.pk)
    assert fact.happened_on == LATER
    assert fact.details == {
        "service": str(one.service_id),
        "request": str(request.pk),
        "received_on": "2026-11-02",
        "pack": str(one.pack_version_id),
    }


def test_the_audit_knows_who_asked_whom(story: Story, asked: AdviceRequest) -> None:
    entry = Entry.objects.get(deed="advice.seek", subject_id=asked.pk)
    assert (entry.recorded_by, entry.case_id, entry.subject) == (
        story.cast.spoc.pk,
        asked.case_id,
        "advice_request",
    )


def test_asking_nobody_is_refused(story: Story) -> None:
    with pytest.raises(Refused, match="at least one service") as refused:
        actions.seek(request=story.given_a_request(RECEIVED), services=[], by=story.cast.spoc, on=RECEIVED)
    assert refused.value.field == "services"


def test_a_service_is_asked_once_on_a_request_and_the_others_with_it_are_not_asked_either(
    story: Story, asked: AdviceRequest
) -> None:
    with pytest.raises(Refused, match="OT has already been asked"):
        actions.seek(
            request=asked.request, services=story.services("SLT", "OT"), by=story.cast.spoc, on=LATER
        )
    assert AdviceRequest.objects.count() == 1


def test_two_askings_in_one_moment_are_one(at_once: Callable[..., list[Any]]) -> None:
    story = Story(set_up_torbay(date(2020, 1, 1)))
    request, services = story.given_a_request(RECEIVED), story.services("OT", "SLT")
    answers = at_once(
        *[lambda: actions.seek(request=request, services=services, by=story.cast.spoc, on=RECEIVED)] * 2
    )
    assert {type(answer).__name__ for answer in answers} == {"list", "Refused"}
    with transaction.atomic():
        assert AdviceRequest.objects.count() == 2


@pytest.mark.parametrize(
    "unfit", [{"live_from": None}, {"live_from": date(2027, 1, 1)}, {"ends_on": date(2026, 10, 31)}]
)
def test_a_service_that_is_not_live_is_not_asked(story: Story, unfit: dict[str, Any]) -> None:
    (ot,) = story.services("OT")
    Service.objects.filter(pk=ot.pk).update(**unfit)
    ot.refresh_from_db()
    with pytest.raises(Refused, match="OT is not live on 2 November 2026"):
        actions.seek(request=story.given_a_request(RECEIVED), services=[ot], by=story.cast.spoc, on=RECEIVED)


def test_advice_cannot_be_sought_before_the_request_came_or_after_it_was_withdrawn(story: Story) -> None:
    request, services = story.given_a_request(LATER), story.services("OT")
    with pytest.raises(Refused, match="before the council's request was received") as refused:
        actions.seek(request=request, services=services, by=story.cast.spoc, on=RECEIVED)
    assert refused.value.field == "on"
    intake.withdraw(request=request, reason="by-council", remark="Their e-mail", by=story.cast.spoc, on=LATER)
    with pytest.raises(Refused, match="request was withdrawn on 9 November 2026"):
        actions.seek(request=request, services=services, by=story.cast.spoc, on=LATER)


def test_advice_is_not_sought_on_a_request_whose_receipt_was_struck_out(story: Story) -> None:
    request = story.given_a_request(RECEIVED)
    receipt = Fact.objects.get(about=request.pk)
    correct(fact=receipt, is_void=True, reason="Another area's", by=story.cast.spoc, on=LATER)
    with pytest.raises(Refused, match="struck out"):
        actions.seek(request=request, services=story.services("OT"), by=story.cast.spoc, on=LATER)


def test_an_asking_that_was_struck_out_has_no_clock(story: Story, asked: AdviceRequest) -> None:
    wrong = Fact.objects.get(about=asked.pk)
    correct(fact=wrong, is_void=True, reason="The wrong child", by=story.cast.spoc, on=LATER)
    assert queries.asked(asked.pk, story.cast.spoc) is None
    with pytest.raises(Refused, match="struck out"):
        actions.excuse(
            advice=asked, ground="exceptional-circumstances", remark="Ill", by=story.cast.spoc, on=LATER
        )


def test_a_service_whose_asking_was_struck_out_can_be_asked_anew(story: Story, asked: AdviceRequest) -> None:
    wrong = Fact.objects.get(about=asked.pk)
    correct(fact=wrong, is_void=True, reason="Asked too early", by=story.cast.spoc, on=LATER)
    assert queries.of_request(asked.request_id, story.cast.spoc) == []
    (again,) = actions.seek(request=asked.request, services=[asked.service], by=story.cast.spoc, on=LATER)
    assert again == asked
    assert queries.of_request(asked.request_id, story.cast.spoc) == [asked]
    assert queries.asked(again.pk, story.cast.spoc).due_on == DUE


def test_a_service_of_another_area_is_not_asked(story: Story) -> None:
    (ot,) = story.services("OT")
    ot.area_id = uuid4()
    with pytest.raises(Refused, match="another area") as refused:
        actions.seek(request=story.given_a_request(RECEIVED), services=[ot], by=story.cast.spoc, on=RECEIVED)
    assert refused.value.field == "services"


def test_an_area_without_a_pack_has_no_ladder_to_seek_under(story: Story) -> None:
    request = story.given_a_request(RECEIVED)
    PackVersion.objects.all().delete()
    with pytest.raises(Refused, match="has no pack"):
        actions.seek(request=request, services=story.services("OT"), by=story.cast.spoc, on=RECEIVED)
