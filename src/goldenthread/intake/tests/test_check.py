"""Each record of each service is looked into, and what it says is kept with who looked, when and how long."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.directory.models import RecordSystem, Service
from goldenthread.intake import actions, queries
from goldenthread.intake.models import Request
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Standing
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

RECEIVED, LATER = date(2026, 11, 2), date(2026, 11, 9)


@pytest.fixture
def request_(story: Story) -> Request:
    return story.given_a_request(RECEIVED)


@pytest.fixture
def nursing(story: Story) -> Service:
    """A service with an electronic record and one on paper."""
    return story.cast.services["Care Nursing"]


def system(code: str) -> RecordSystem:
    return RecordSystem.objects.get(code=code)


def standing(story: Story, request_: Request, label: str) -> Standing:
    lines = queries.sheet(queries.standing(request_.pk, story.cast.spoc), LATER)
    return next(line.standing for line in lines if line.label == label)


def test_what_each_record_says_is_kept_with_who_looked(
    story: Story, request_: Request, nursing: Service
) -> None:
    facts = story.given_the_records_say(request_, RECEIVED, "Care Nursing")
    community, notes = system("community-record"), system("nursing-notes")
    both = [str(community.pk), str(notes.pk)]
    assert [fact.details for fact in facts] == [
        {
            "service": str(nursing.pk),
            "system": each,
            "systems": both,
            "involvement": "open",
            "closed_on": None,
            "looked": looked,
            "minutes": None,
        }
        for each, looked in zip(both, ("spoc", "team"), strict=True)
    ]


def test_a_child_is_not_known_once_every_record_of_the_service_was_looked_into(
    story: Story, request_: Request, nursing: Service
) -> None:
    said = {"request": request_, "by": story.cast.spoc}
    none = actions.Checked(nursing, "none", systems=(system("community-record"),))
    actions.check(checked=[none], on=RECEIVED, **said)
    assert standing(story, request_, "Care Nursing") is Standing.TO_LOOK
    paper = actions.Checked(nursing, "none", systems=(system("nursing-notes"),))
    actions.check(checked=[paper], on=LATER, **said)
    assert standing(story, request_, "Care Nursing") is Standing.NOT_KNOWN
    actions.check(
        checked=[actions.Checked(nursing, "referred", systems=(system("nursing-notes"),))], on=LATER, **said
    )
    assert standing(story, request_, "Care Nursing") is Standing.KNOWN


def test_a_record_is_one_of_the_service_s_own(story: Story, request_: Request, nursing: Service) -> None:
    cards = actions.Checked(nursing, "none", systems=(system("orthotics-cards"),))
    with pytest.raises(Refused, match="Orthotics appointment cards is no record of Care Nursing"):
        actions.check(request=request_, checked=[cards], by=story.cast.spoc, on=RECEIVED)


def test_a_record_that_the_area_gave_up_since_can_still_be_answered_for(
    story: Story, request_: Request, nursing: Service
) -> None:
    nursing.record_systems.remove(system("nursing-notes"))
    lines = queries.sheet(queries.standing(request_.pk, story.cast.spoc), LATER)
    looks = next(line.looks for line in lines if line.label == "Care Nursing")
    assert [look.name for look in looks] == ["Community child health record", "Care nursing notes"]
    facts = story.given_the_records_say(request_, LATER, "Care Nursing")
    assert len(facts) == 2


def test_a_service_without_a_named_record_is_answered_for_by_its_team(story: Story, nursing: Service) -> None:
    nursing.record_systems.clear()
    request_ = story.given_a_request(RECEIVED)
    (fact,) = story.given_the_records_say(request_, RECEIVED, "Care Nursing")
    assert (fact.details["system"], fact.details["systems"], fact.details["looked"]) == (None, [], "team")
    assert standing(story, request_, "Care Nursing") is Standing.KNOWN


def test_the_minutes_of_a_sitting_are_shared_out_so_that_their_sum_is_kept(
    story: Story, request_: Request
) -> None:
    checked = [actions.Checked(service, "none") for service in story.services("OT", "SLT", "PHN")]
    facts = actions.check(request=request_, checked=checked, minutes=20, by=story.cast.spoc, on=RECEIVED)
    assert [fact.details["minutes"] for fact in facts] == [7, 7, 6]


@pytest.mark.parametrize("minutes", [0, -1, 601])
def test_minutes_that_nobody_can_have_taken_are_refused(
    story: Story, request_: Request, minutes: int
) -> None:
    checked = [actions.Checked(story.cast.services["OT"], "none")]
    with pytest.raises(Refused, match="from 1 to 600") as refused:
        actions.check(request=request_, checked=checked, minutes=minutes, by=story.cast.spoc, on=RECEIVED)
    assert refused.value.field == "minutes"


@pytest.mark.parametrize(
    ("closed_on", "sentence"),
    [(None, "Enter the day on which OT closed"), (LATER, "cannot have closed the record in the future")],
)
def test_a_closed_record_has_a_day_that_has_come(
    story: Story, request_: Request, closed_on: date | None, sentence: str
) -> None:
    checked = [actions.Checked(story.cast.services["OT"], "closed", closed_on)]
    with pytest.raises(Refused, match=sentence) as refused:
        actions.check(request=request_, checked=checked, by=story.cast.spoc, on=RECEIVED)
    assert refused.value.field == "closed_on"


def test_the_same_answer_is_recorded_once_a_day_and_a_later_answer_stands(
    story: Story, request_: Request
) -> None:
    said = {"request": request_, "by": story.cast.spoc}
    none, opened = (actions.Checked(story.cast.services["OT"], answer) for answer in ("none", "open"))
    actions.check(checked=[none], on=RECEIVED, **said)
    with pytest.raises(Refused, match="recorded already for 2 November 2026"):
        actions.check(checked=[none], on=RECEIVED, **said)
    actions.check(checked=[opened], on=LATER, **said)
    ((answer,),) = (
        each.values() for each in queries.standing(request_.pk, story.cast.spoc).looked_up.values()
    )
    assert answer.details["involvement"] == "open"


def test_a_sheet_sent_again_with_more_on_it_records_what_is_new(story: Story, request_: Request) -> None:
    said = {"request": request_, "by": story.cast.spoc, "on": RECEIVED}
    ot, slt = (actions.Checked(service, "none") for service in story.services("OT", "SLT"))
    actions.check(checked=[ot], **said)
    assert len(actions.check(checked=[ot, slt], **said)) == 1
    with pytest.raises(Refused, match="These answers are recorded already"):
        actions.check(checked=[ot, slt], **said)


def test_a_sheet_on_which_nothing_is_said_is_refused(story: Story, request_: Request) -> None:
    with pytest.raises(Refused, match="Say what at least one record says"):
        actions.check(request=request_, checked=[], by=story.cast.spoc, on=RECEIVED)


def test_records_cannot_be_checked_before_the_request_came(story: Story) -> None:
    request = story.given_a_request(LATER)
    with pytest.raises(Refused, match="before the council's request was received on 9 November 2026"):
        story.given_the_records_say(request, RECEIVED, "OT")


def test_a_request_keeps_in_which_records_it_was_to_be_looked_up(story: Story, request_: Request) -> None:
    fact = Fact.objects.get(kind=Kind.REQUEST_RECEIVED, about=request_.pk)
    kept = fact.details["records"]
    assert set(kept) == {str(service.pk) for service in story.cast.services.values()}
    cards = system("orthotics-cards")
    assert kept[str(story.cast.services["O&O"].pk)] == [str(cards.pk)]
