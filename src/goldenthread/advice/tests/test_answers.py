"""Services answer, are excused, explained or withdrawn; no deed is done twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from goldenthread.advice import actions, queries
from goldenthread.advice.models import AdviceRequest, Report
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.area import set_up_torbay
from goldenthread.demo.stories import Story
from goldenthread.intake import actions as intake
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)
LATER = date(2026, 11, 9)
DUE = date(2026, 12, 14)


def _kinds(asked: AdviceRequest) -> list[str]:
    return list(Fact.objects.filter(about=asked.pk).order_by("sequence").values_list("kind", flat=True))


def test_an_acknowledgement_moves_no_date_and_is_said_once(story: Story, asked: AdviceRequest) -> None:
    actions.acknowledge(advice=asked, by=story.cast.spoc, on=LATER)
    assert queries.asked(asked.pk, story.cast.spoc).due_on == DUE
    with pytest.raises(Refused, match="OT acknowledged this request on 9 November 2026"):
        actions.acknowledge(advice=asked, by=story.cast.spoc, on=date(2026, 11, 10))


def test_a_person_chases_once_a_day_and_as_many_days_as_it_takes(story: Story, asked: AdviceRequest) -> None:
    actions.chase(advice=asked, remark="No answer", by=story.cast.spoc, on=LATER)
    with pytest.raises(Refused, match="OT was chased on 9 November 2026"):
        actions.chase(advice=asked, by=story.cast.manager, on=LATER)
    actions.chase(advice=asked, by=story.cast.spoc, on=date(2026, 11, 10))
    assert _kinds(asked).count(Kind.ADVICE_CHASED) == 2
    assert Remark.objects.get().text == "No answer"


def test_one_joint_report_answers_several_services_and_each_clock_stops_with_it(story: Story) -> None:
    ot, slt, phn = story.given_advice_is_sought(RECEIVED, "OT", "SLT", "PHN")
    report = actions.record(advices=[ot, slt], title=" Joint report ", by=story.cast.spoc, on=LATER)
    assert report.title == "Joint report"
    for one in (ot, slt):
        assert queries.asked(one.pk, story.cast.spoc).clock.met_on == LATER
        fact = Fact.objects.get(about=one.pk, kind=Kind.ADVICE_RECORDED)
        assert fact.details == {"report": str(report.pk), "joint": True}
    assert queries.awaited(ot.case_id, story.cast.spoc) == [phn]
    assert queries.reports(ot.case_id, story.cast.spoc) == [report]
    assert Entry.objects.filter(deed="advice.record", subject_id=report.pk).count() == 1


def test_advice_comes_once_and_a_second_time_leaves_nothing_behind(
    story: Story, asked: AdviceRequest
) -> None:
    story.given_advice_comes(asked, LATER)
    with pytest.raises(Refused, match="The advice was received on 9 November 2026"):
        actions.record(advices=[asked], by=story.cast.spoc, on=LATER)
    with transaction.atomic():
        assert Report.objects.count() == 1


def test_advice_recorded_twice_in_one_moment_is_one_report(at_once: Callable[..., list[Any]]) -> None:
    story = Story(set_up_torbay(date(2020, 1, 1)))
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    answers = at_once(*[lambda: actions.record(advices=[asked], by=story.cast.spoc, on=LATER)] * 2)
    assert {type(answer).__name__ for answer in answers} == {"Report", "Refused"}
    with transaction.atomic():
        assert Report.objects.count() == 1


def test_advice_that_is_nobodys_or_of_two_children_is_refused(story: Story, asked: AdviceRequest) -> None:
    with pytest.raises(Refused, match="at least one service"):
        actions.record(advices=[], by=story.cast.spoc, on=LATER)
    (other,) = story.given_advice_is_sought(RECEIVED, "OT")
    with pytest.raises(Refused, match="one child's case"):
        actions.record(advices=[asked, other], by=story.cast.spoc, on=LATER)


def test_advice_cannot_come_before_the_request_was_received(story: Story, asked: AdviceRequest) -> None:
    with pytest.raises(Refused, match="Advice cannot have been received on 1 November 2026") as refused:
        actions.record(advices=[asked], by=story.cast.spoc, on=date(2026, 11, 1))
    assert refused.value.field == "on"
    assert not Report.objects.exists()


def test_advice_recorded_by_mistake_can_come_again(story: Story, asked: AdviceRequest) -> None:
    story.given_advice_comes(asked, LATER)
    wrong = Fact.objects.get(kind=Kind.ADVICE_RECORDED)
    correct(fact=wrong, is_void=True, reason="Another child's report", by=story.cast.spoc, on=LATER)
    story.given_advice_comes(asked, date(2026, 11, 12))
    assert queries.asked(asked.pk, story.cast.spoc).clock.met_on == date(2026, 11, 12)


def _excuse(story: Story, asked: AdviceRequest, **said: Any) -> Fact:
    claim = {
        "ground": "exceptional-circumstances",
        "remark": "A bereavement",
        "by": story.cast.spoc,
        "on": LATER,
    }
    return actions.excuse(advice=asked, **{**claim, **said})


def test_an_exemption_excuses_and_the_date_stays(story: Story, asked: AdviceRequest) -> None:
    _excuse(story, asked, ground="absent-from-area", from_on=RECEIVED, to_on=date(2026, 11, 30))
    clock = queries.asked(asked.pk, story.cast.spoc).clock
    assert (clock.due_on, [claim.ground for claim in clock.claims]) == (DUE, ["absent-from-area"])
    assert Fact.objects.get(kind=Kind.ADVICE_EXCUSED).details == {
        "ground": "absent-from-area",
        "from": "2026-11-02",
        "to": "2026-11-30",
    }


@pytest.mark.parametrize(
    ("said", "sentence", "field"),
    [
        ({"ground": "school-closed"}, "The law .* allows only", "ground"),
        ({"ground": "waiting-list"}, "A waiting list is not a ground in law", "ground"),
        ({"ground": "not-known"}, "never an answer", "ground"),
        ({"remark": " "}, "Say what makes it impractical", "remark"),
        ({"from_on": LATER, "to_on": RECEIVED}, "last day is before the first", "to_on"),
        (
            {"ground": "absent-from-area", "from_on": RECEIVED, "to_on": date(2026, 11, 16)},
            "does not cover 4 weeks in a row",
            "to_on",
        ),
        ({"ground": "missed-appointment", "from_on": date(2026, 12, 20)}, "within the 6 weeks", "from_on"),
    ],
)
def test_what_the_law_does_not_excuse_is_refused_with_the_reason(
    story: Story, asked: AdviceRequest, said: dict[str, Any], sentence: str, field: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        _excuse(story, asked, **said)
    assert refused.value.field == field
    assert Kind.ADVICE_EXCUSED not in _kinds(asked)


def test_the_same_exemption_is_claimed_once(story: Story, asked: AdviceRequest) -> None:
    _excuse(story, asked)
    with pytest.raises(Refused, match="claimed on 9 November 2026"):
        _excuse(story, asked, on=date(2026, 11, 10))
    _excuse(story, asked, ground="missed-appointment", from_on=LATER)
    assert _kinds(asked).count(Kind.ADVICE_EXCUSED) == 2


def test_lateness_is_explained_by_a_cause_of_the_areas_list(story: Story, asked: AdviceRequest) -> None:
    said = {"advice": asked, "by": story.cast.spoc, "on": LATER}
    actions.explain(cause="waiting-list", remark="Four months", **said)
    assert queries.asked(asked.pk, story.cast.spoc).clock.claims == ()
    with pytest.raises(Refused, match="This cause was given on 9 November 2026"):
        actions.explain(cause="waiting-list", **said)
    with pytest.raises(Refused, match="area's list") as refused:
        actions.explain(cause="the-weather", **said)
    assert refused.value.field == "cause"


def test_advice_that_came_late_can_still_be_explained(story: Story, asked: AdviceRequest) -> None:
    story.given_advice_comes(asked, date(2026, 12, 20))
    actions.explain(advice=asked, cause="capacity", by=story.cast.spoc, on=date(2026, 12, 21))
    assert Kind.LATENESS_EXPLAINED in _kinds(asked)


def test_a_withdrawn_request_for_advice_ends_its_clock_alone(story: Story) -> None:
    ot, slt = story.given_advice_is_sought(RECEIVED, "OT", "SLT")
    said = {"advice": ot, "reason": "not-needed", "remark": "Agreed with the family", "by": story.cast.spoc}
    actions.withdraw(on=LATER, **said)
    assert queries.asked(ot.pk, story.cast.spoc).clock.ended_on == LATER
    assert queries.awaited(ot.case_id, story.cast.spoc) == [slt]
    with pytest.raises(Refused, match="withdrawn on 9 November 2026"):
        actions.withdraw(on=LATER, **said)


@pytest.mark.parametrize("reason", ["not-known", "waiting-list"])
def test_neither_not_known_nor_a_waiting_list_withdraws_a_request(
    story: Story, asked: AdviceRequest, reason: str
) -> None:
    with pytest.raises(Refused, match="never to close the request"):
        actions.withdraw(advice=asked, reason=reason, remark="Says OT", by=story.cast.spoc, on=LATER)


def test_a_withdrawal_is_said_in_a_sentence(story: Story, asked: AdviceRequest) -> None:
    with pytest.raises(Refused, match="Say in a sentence") as refused:
        actions.withdraw(advice=asked, reason="double", remark=" ", by=story.cast.spoc, on=LATER)
    assert refused.value.field == "remark"


@pytest.mark.parametrize("ended_by", ["advice", "withdrawal", "the council"])
def test_nothing_is_told_of_advice_that_is_no_longer_awaited(
    story: Story, asked: AdviceRequest, ended_by: str
) -> None:
    if ended_by == "advice":
        story.given_advice_comes(asked, LATER)
    elif ended_by == "withdrawal":
        actions.withdraw(advice=asked, reason="double", remark="Twice", by=story.cast.spoc, on=LATER)
    else:
        intake.withdraw(
            request=asked.request, reason="by-council", remark="Yes", by=story.cast.spoc, on=LATER
        )
    said = {"advice": asked, "by": story.cast.spoc, "on": date(2026, 11, 10)}
    for deed in (
        lambda: actions.acknowledge(**said),
        lambda: actions.chase(**said),
        lambda: actions.excuse(ground="exceptional-circumstances", remark="Ill", **said),
    ):
        with pytest.raises(Refused, match="on 9 November 2026. Correct that entry first"):
            deed()


def test_a_service_answers_for_itself_alone(story: Story) -> None:
    ot, slt = story.given_advice_is_sought(RECEIVED, "OT", "SLT")
    therapist = {"by": story.cast.therapist, "on": LATER}
    actions.acknowledge(advice=slt, **therapist)
    for deed in (
        lambda: actions.acknowledge(advice=ot, **therapist),
        lambda: actions.record(advices=[slt, ot], **therapist),
        lambda: actions.explain(advice=ot, cause="capacity", **therapist),
        lambda: actions.chase(advice=slt, **therapist),
        lambda: actions.withdraw(advice=slt, reason="double", remark="Twice", **therapist),
        lambda: actions.seek(request=slt.request, services=story.services("PHN"), **therapist),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert not Report.objects.exists()
    actions.record(advices=[slt], **therapist)


def test_a_service_sees_what_it_was_asked_and_no_other_services_business(story: Story) -> None:
    ot, slt = story.given_advice_is_sought(RECEIVED, "OT", "SLT")
    assert queries.asked(ot.pk, story.cast.therapist) is None
    assert queries.asked(slt.pk, story.cast.therapist).service == "SLT"
    assert queries.of_request(slt.request_id, story.cast.therapist) == [slt]
    assert queries.awaited(slt.case_id, story.cast.therapist) == [slt]
    assert queries.of_case(slt.case_id, story.cast.spoc) == [ot, slt]
    assert queries.advice(slt.pk, story.cast.officer) == slt
