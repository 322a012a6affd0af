"""How is this date worked out? For every date that a case shows."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from goldenthread.advice import actions as advice
from goldenthread.deadlines import actions as deadlines
from goldenthread.deadlines.models import Deadline
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.words import long_day
from goldenthread.rules.regime import latest

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 1)


def test_the_date_of_advice_is_worked_out_from_the_receipt(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    text = shown(cast.spoc, "desk:derivation", slt.pk, "advice").one("main").text
    for said in (
        "Advice for an assessment, SLT How is this date worked out?",
        "Due on Tuesday 13 October 2026; act by Monday 12 October 2026",
        "The rule A body that is asked for advice must give it within 6 weeks of receiving the request.",
        "regulation 8(1)",
        "It started on Tuesday 1 September 2026",
        "1 September 2026 + 6 weeks (42 calendar days, not counting 1 September 2026) = Tuesday 13 October 2026.",
        "Some count the day of the event as day 1",
        "docs/law/advice.md",
    ):
        assert said in text


def test_an_exemption_is_said_with_its_ground_and_who_claimed_it(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    claimed_on = date(2026, 10, 1)
    advice.excuse(
        advice=slt, ground="exceptional-circumstances", remark="x", by=cast.therapist, on=claimed_on
    )
    text = shown(cast.spoc, "desk:derivation", slt.pk, "advice").one("main").text
    assert "An exemption was claimed on 1 October 2026 by Charlie Opie" in text
    assert "It excuses lateness; the date does not move." in text
    assert Deadline.objects.get(about=slt.pk).due_on == date(2026, 10, 13)


def test_the_day_on_which_the_advice_came_is_said(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    story.given_advice_comes(slt, date(2026, 10, 2))
    text = shown(cast.spoc, "desk:derivation", slt.pk, "advice").one("main").text
    assert "It was met on Friday 2 October 2026" in text


def test_a_withdrawn_request_says_when_its_clock_ended(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    advice.withdraw(advice=slt, reason="by-council", remark="x", by=cast.spoc, on=date(2026, 9, 7))
    text = shown(cast.spoc, "desk:derivation", slt.pk, "advice").one("main").text
    assert "It ended on Monday 7 September 2026" in text


def test_each_of_the_councils_limits_is_explained(shown, cast: Cast, story: Story) -> None:
    request = story.given_a_request(ON, assessment_requested_on=date(2026, 8, 28))
    for limit in ("decision-to-assess", "decision-not-to-issue", "final-plan"):
        text = shown(cast.spoc, "desk:derivation", request.pk, limit).one("main").text
        assert latest(limit).title in text
        assert "It started on Friday 28 August 2026" in text


def test_what_is_explained_is_the_date_that_is_kept(shown, cast: Cast, story: Story) -> None:
    request = story.given_a_request(ON, assessment_requested_on=date(2026, 8, 28))
    story.given_advice_is_sought(ON, "SLT", "OT", request=request)
    shown(cast.spoc, "desk:case", request.case_id)
    for clock in Deadline.objects.filter(case=request.case):
        text = shown(cast.spoc, "desk:derivation", clock.about, clock.limit).one("main").text
        assert f"Due on {long_day(clock.due_on)}" in text


def test_a_step_is_local_practice_and_counts_from_the_due_date(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    text = shown(cast.spoc, "desk:derivation", slt.pk, "advice", "escalation-1").one("main").text
    for said in (
        "Escalation letter to the Alliance Director, SLT",
        "comes 2 weeks after the day on which the advice was due",
        "The escalation ladder of Torbay: local practice, not law.",
        "13 October 2026 + 2 weeks = Tuesday 27 October 2026.",
        "From Assistant Director, Education",
        "Copies to DMO/DCO office, SEND Business Support",
        "Answer by Friday 30 October 2026 (3 working days later)",
    ):
        assert said in text


def test_a_step_counts_from_the_day_its_forerunner_was_really_done(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    deadlines.tick(by=cast.tick, on=date(2026, 10, 29))
    text = shown(cast.spoc, "desk:derivation", slt.pk, "advice", "dco-response").one("main").text
    assert "29 October 2026 + 3 working days = Tuesday 3 November 2026." in text
    done = shown(cast.spoc, "desk:derivation", slt.pk, "advice", "escalation-1").one("main").text
    assert "Done on Thursday 29 October 2026" in done


def test_a_step_on_the_same_day_as_another_says_so(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    text = shown(cast.spoc, "desk:derivation", slt.pk, "advice", "internal-chase").one("main").text
    assert "comes on the same day as “Chase by SEND Business Support”" in text
    assert "The sum 14 October 2026 = Wednesday 14 October 2026." in text


def test_a_step_that_falls_on_a_weekend_is_sent_on_the_next_working_day(
    shown, cast: Cast, story: Story
) -> None:
    (slt,) = story.given_advice_is_sought(date(2026, 9, 4), "SLT")
    text = shown(cast.spoc, "desk:derivation", slt.pk, "advice", "chase").one("main").text
    assert "Due on Saturday 17 October 2026." in text
    assert "Sent on Monday 19 October 2026, the next working day" in text


def test_what_is_not_there_is_not_explained(status, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    for where in ((uuid4(), "advice"), (slt.pk, "final-plan"), (slt.pk, "advice", "nothing")):
        assert status(cast.spoc, "desk:derivation", *where) == 404


def test_another_services_date_is_not_explained_to_a_member(status, cast: Cast, story: Story) -> None:
    slt, ot = story.given_advice_is_sought(ON, "SLT", "OT")
    assert status(cast.therapist, "desk:derivation", slt.pk, "advice") == 200
    assert status(cast.therapist, "desk:derivation", ot.pk, "advice") == 404
