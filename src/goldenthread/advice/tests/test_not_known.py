"""The not-known route, lived: each deed in its turn, and none of them ends the request or moves its date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from goldenthread.advice import actions
from goldenthread.advice.models import Referral, Report
from goldenthread.advice.queries import asked as standing
from goldenthread.advice.queries import referrals_to
from goldenthread.cases.models import Fact, Party, Remark
from goldenthread.deadlines.queries import of_case
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.not_known import Answer, Decision, Outcome, Stage
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

SAID, REFERRED, ON, PROMISED = (
    date(2026, 11, 5), date(2026, 11, 9), date(2026, 11, 12), date(2026, 12, 1),
)  # fmt: skip
DUE = date(2026, 12, 14)


@pytest.fixture
def officer(story: Story) -> Any:
    """The designated clinical officer."""
    return story.cast.people[Role.DESIGNATED_OFFICER]


def stage(story: Story, asked: Any) -> Stage | None:
    found = standing(asked.pk, story.cast.spoc)
    assert found
    return found.route.stage if found.route else None


def due(story: Story, asked: Any) -> tuple[date, date | None, date | None]:
    (clock,) = [each for each in of_case(asked.case_id, story.cast.spoc) if each.about == asked.pk]
    return clock.due_on, clock.met_on, clock.ended_on


@pytest.mark.parametrize("answer", list(Answer))
def test_what_a_service_says_opens_the_route_and_leaves_the_request_open(
    story: Story, asked: Any, answer: Answer
) -> None:
    assert stage(story, asked) is None
    fact = actions.route(advice=asked, answer=answer, remark="Not on our system", by=story.cast.spoc, on=SAID)
    assert (fact.happened_on, fact.details) == (SAID, {"answer": answer.value})
    assert Remark.objects.get(fact=fact).text == "Not on our system"
    assert stage(story, asked) is Stage.TO_CHOOSE
    assert due(story, asked) == (DUE, None, None)


def test_another_word_or_the_same_again_is_refused(story: Story, routed: Any) -> None:
    words = {"advice": routed, "by": story.cast.spoc, "on": ON}
    with pytest.raises(Refused, match="Choose whether"):
        actions.route(answer="not our patient", **words)
    with pytest.raises(Refused, match="on the not-known route since 5 November 2026: to be referred"):
        actions.route(answer="waiting-list", **words)


def test_a_service_that_promised_and_then_puts_the_child_on_its_list_is_back_on_the_route(
    story: Story, referral: Any
) -> None:
    words = {"by": story.cast.spoc, "on": ON}
    actions.answer_referral(referral=referral, outcome=Outcome.ACCEPTED, advice_by=PROMISED, **words)
    actions.route(advice=referral.advice, answer=Answer.WAITING_LIST, **words)
    assert stage(story, referral.advice) is Stage.TO_CHOOSE


def test_a_service_says_it_of_what_it_was_asked_itself_alone(story: Story) -> None:
    slt, ot = story.given_advice_is_sought(date(2026, 11, 2), "SLT", "OT")
    actions.route(advice=slt, answer=Answer.NOT_KNOWN, by=story.cast.therapist, on=SAID)
    with pytest.raises(PermissionDenied):
        actions.route(advice=ot, answer=Answer.NOT_KNOWN, by=story.cast.therapist, on=SAID)


def test_a_referral_says_needs_and_support_and_leads_the_other_service_to_the_case(
    story: Story, routed: Any
) -> None:
    slt = story.cast.services["SLT"]
    assert not Party.objects.filter(case=routed.case_id, party=slt.pk).exists()
    referral = story.given_a_full_referral(routed, REFERRED, "SLT")
    assert (referral.service, referral.identified) == (slt, "Says single words at the age of four.")
    assert Party.objects.filter(case=routed.case_id, party=slt.pk).exists()
    assert stage(story, routed) is Stage.REFERRED
    ((waiting, route),) = referrals_to([slt.pk], story.cast.therapist)
    assert (waiting, route.on) == (referral, date(2026, 11, 16))
    assert due(story, routed) == (DUE, None, None)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"identified": " ", "potential": ""}, "Say which needs"),
        ({"support": " "}, "Say which support"),
    ],
)
def test_a_referral_without_its_words_is_refused(
    story: Story, routed: Any, wrong: dict[str, str], sentence: str
) -> None:
    words = {"identified": "Few words", "support": "None", **wrong}
    with pytest.raises(Refused, match=sentence):
        actions.refer(advice=routed, service=routed.service, **words, by=story.cast.spoc, on=REFERRED)
    assert not Referral.objects.exists()


def test_the_database_too_refuses_a_referral_without_its_words(story: Story, referral: Any) -> None:
    for column in ("support", "identified"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.update(**{column: "", "potential": ""})


def test_a_child_of_whom_nobody_said_so_is_not_referred(story: Story, asked: Any) -> None:
    with pytest.raises(Refused, match="Nobody has said yet"):
        story.given_a_full_referral(asked, REFERRED)


def test_a_referral_waits_for_its_answer_before_another_is_made(story: Story, referral: Any) -> None:
    with pytest.raises(Refused, match="referred, answer awaited"):
        story.given_a_full_referral(referral.advice, ON, "SLT")


def test_an_accepted_referral_has_a_date_and_the_clock_is_not_moved_by_it(
    story: Story, referral: Any
) -> None:
    words = {"referral": referral, "outcome": Outcome.ACCEPTED, "by": story.cast.spoc, "on": ON}
    with pytest.raises(Refused, match="Enter the day by which"):
        actions.answer_referral(**words)
    with pytest.raises(Refused, match="cannot come before 12 November 2026"):
        actions.answer_referral(**words, advice_by=REFERRED)
    actions.answer_referral(**words, advice_by=date(2027, 3, 1))
    assert stage(story, referral.advice) is Stage.PROMISED
    assert due(story, referral.advice) == (DUE, None, None)
    with pytest.raises(Refused, match="stands elsewhere on the route: advice promised by a date"):
        actions.answer_referral(**words, advice_by=PROMISED)


@pytest.mark.parametrize("outcome", [Outcome.INFORMATION, Outcome.NOT_ACCEPTED])
def test_another_outcome_says_why_and_gives_the_request_back(
    story: Story, referral: Any, outcome: Outcome
) -> None:
    words = {"referral": referral, "outcome": outcome, "by": story.cast.spoc, "on": ON}
    with pytest.raises(Refused, match="Say why, or what was given instead"):
        actions.answer_referral(**words)
    fact = actions.answer_referral(**words, advice_by=PROMISED, remark="Under two words a day")
    assert fact.details["advice_by"] is None
    assert stage(story, referral.advice) is Stage.TO_CHOOSE
    assert due(story, referral.advice) == (DUE, None, None)


def test_only_the_last_referral_is_answered(story: Story, referral: Any) -> None:
    words = {"by": story.cast.spoc, "on": ON}
    actions.answer_referral(referral=referral, outcome=Outcome.NOT_ACCEPTED, remark="No", **words)
    story.given_a_full_referral(referral.advice, ON, "SLT")
    with pytest.raises(Refused, match="referred anew since"):
        actions.answer_referral(referral=referral, outcome=Outcome.NOT_ACCEPTED, remark="No", **words)


def test_the_service_that_was_referred_to_answers_and_nobody_elses_does(story: Story, routed: Any) -> None:
    to_slt = story.given_a_full_referral(routed, REFERRED, "SLT")
    answer = {"outcome": Outcome.ACCEPTED, "advice_by": PROMISED, "on": ON}
    fact = actions.answer_referral(referral=to_slt, **answer, by=story.cast.therapist)
    assert fact.details["service"] == str(story.cast.services["SLT"].pk)
    assert referrals_to([story.cast.services["SLT"].pk], story.cast.therapist) == []


def test_a_referral_to_another_service_is_not_answered_by_this_one(story: Story, referral: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.answer_referral(
            referral=referral,
            outcome=Outcome.ACCEPTED,
            advice_by=PROMISED,
            by=story.cast.therapist,
            on=ON,
        )


def test_a_referral_whose_advice_came_waits_for_nobody(story: Story, referral: Any) -> None:
    ot = story.cast.services["OT"]
    assert [each for each, _ in referrals_to([ot.pk], story.cast.spoc)] == [referral]
    story.given_advice_comes(referral.advice, ON)
    assert referrals_to([ot.pk], story.cast.spoc) == []


def test_the_designated_officer_decides_what_the_spoc_passed_on(
    story: Story, routed: Any, officer: Any
) -> None:
    choice = {"decision": Decision.GIVE_ADVICE, "advice_by": PROMISED, "on": ON}
    with pytest.raises(Refused, match="stands elsewhere"):
        actions.decide(advice=routed, **choice, remark="From the notes", by=officer)
    actions.request_decision(advice=routed, remark="Please", by=story.cast.spoc, on=REFERRED)
    with pytest.raises(Refused, match="stands elsewhere"):
        actions.request_decision(advice=routed, by=story.cast.spoc, on=REFERRED)
    with pytest.raises(Refused, match="Say why it is decided so"):
        actions.decide(advice=routed, **choice, remark=" ", by=officer)
    with pytest.raises(PermissionDenied):
        actions.decide(advice=routed, **choice, remark="From the notes", by=story.cast.spoc)
    fact = actions.decide(advice=routed, **choice, remark="From the notes", by=officer)
    assert Remark.objects.get(fact=fact).text == "From the notes"
    assert stage(story, routed) is Stage.PROMISED
    assert due(story, routed) == (DUE, None, None)


def test_a_decision_is_one_of_the_list_and_complete(story: Story, routed: Any, officer: Any) -> None:
    actions.request_decision(advice=routed, by=story.cast.spoc, on=REFERRED)
    words = {"advice": routed, "remark": "Because", "by": officer, "on": ON}
    for wrong, sentence in (
        ({"decision": "not-provided"}, "Choose how the advice is given"),
        ({"decision": Decision.REFER}, "Choose the service"),
        ({"decision": Decision.GIVE_ADVICE}, "Enter the day by which"),
    ):
        with pytest.raises(Refused, match=sentence):
            actions.decide(**words, **wrong)
    assert not Fact.objects.filter(kind=Kind.ROUTE_DECIDED).exists()


def test_a_decided_referral_goes_to_the_service_that_was_decided_on(
    story: Story, routed: Any, officer: Any
) -> None:
    actions.request_decision(advice=routed, by=story.cast.spoc, on=REFERRED)
    slt = story.cast.services["SLT"]
    actions.decide(
        advice=routed, decision=Decision.REFER, service=slt, remark="Speech first", by=officer, on=ON
    )
    with pytest.raises(Refused, match="decided on another service"):
        story.given_a_full_referral(routed, ON, "PHN")
    story.given_a_full_referral(routed, ON, "SLT")
    assert stage(story, routed) is Stage.REFERRED


def test_nothing_more_happens_on_the_route_of_advice_that_came(story: Story, referral: Any) -> None:
    story.given_advice_comes(referral.advice, ON)
    with pytest.raises(Refused, match="The advice was received on 12 November 2026"):
        actions.request_decision(advice=referral.advice, by=story.cast.spoc, on=ON)


@pytest.mark.parametrize("title", ["Not known", "Not known to the service.", "Child on the waiting list"])
def test_a_document_that_says_only_so_is_not_recorded_as_advice(story: Story, asked: Any, title: str) -> None:
    with pytest.raises(Refused, match="is no advice"):
        actions.record(advices=[asked], title=title, by=story.cast.spoc, on=ON)
    with pytest.raises(IntegrityError, match="not_known_is_no_advice"), transaction.atomic():
        Report.objects.create(area_id=asked.area_id, case=asked.case, title=title)
    assert due(story, asked) == (DUE, None, None)
