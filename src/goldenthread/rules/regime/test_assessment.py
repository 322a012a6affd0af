"""Assessments and plans: each limit on dates that statutory sources or a calendar bear out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.rules.days import DayOne
from goldenthread.rules.regime import in_force
from goldenthread.rules.regime.reckoning import Reckoned, reckon

REQUEST = date(2025, 4, 2)
"""The request of R (JSC) v Cambridgeshire: 16 weeks ran to 23 July and 20 weeks to 20 August 2025."""


def dates(code: str, on: date, **facts: date) -> Reckoned:
    return reckon(in_force(code, on), on, facts)


def test_the_decision_whether_to_assess_is_due_six_weeks_after_the_request() -> None:
    assert dates("decision-to-assess", REQUEST) == (date(2025, 5, 14), date(2025, 5, 13), None)


def test_advice_is_due_six_weeks_after_the_body_receives_the_request() -> None:
    assert dates("advice", date(2026, 11, 2)) == (date(2026, 12, 14), date(2026, 12, 13), None)


def test_a_decision_not_to_issue_a_plan_is_due_sixteen_weeks_after_the_request() -> None:
    assert dates("decision-not-to-issue", REQUEST) == (date(2025, 7, 23), date(2025, 7, 22), None)


def test_the_final_plan_is_due_twenty_weeks_after_the_request_even_in_the_summer_holiday() -> None:
    assert dates("final-plan", REQUEST) == (date(2025, 8, 20), date(2025, 8, 19), None)


def test_a_decision_of_21_october_was_twelve_weeks_and_six_days_late() -> None:
    assert date(2025, 10, 21) - dates("decision-not-to-issue", REQUEST).due_on == timedelta(weeks=12, days=6)


def test_counting_the_request_as_day_one_ends_on_the_day_to_act_by_and_has_no_other() -> None:
    included = reckon(in_force("final-plan", REQUEST), REQUEST, day_one=DayOne.INCLUDED)

    assert included == (dates("final-plan", REQUEST).act_by, None, None)


def test_a_family_has_fifteen_days_on_a_draft_counting_the_day_it_was_served() -> None:
    window = dates("draft-representations", date(2026, 11, 2))

    assert window.due_on == date(2026, 11, 16)
    assert window.act_by is None
    assert window.not_before == date(2026, 11, 17)


def test_a_school_consulted_should_reply_within_fifteen_days() -> None:
    assert dates("setting-response", date(2026, 11, 2)) == (date(2026, 11, 17), date(2026, 11, 16), None)


def test_a_request_to_reassess_is_answered_within_fifteen_days() -> None:
    assert dates("reassessment-reply", date(2026, 11, 2)) == (date(2026, 11, 17), date(2026, 11, 16), None)


def test_the_final_plan_after_a_reassessment_is_due_fourteen_weeks_after_the_notification() -> None:
    assert dates("reassessment-final-plan", date(2026, 11, 2)) == (date(2027, 2, 8), date(2027, 2, 7), None)


def test_a_refusal_reversed_gives_ten_weeks_from_the_reversal_to_decide_on_no_plan() -> None:
    assert dates("reversed-refusal-no-plan", date(2026, 11, 2)).due_on == date(2027, 1, 11)


def test_a_refusal_reversed_gives_fourteen_weeks_from_the_reversal_for_the_final_plan() -> None:
    assert dates("reversed-refusal-final", date(2026, 11, 2)).due_on == date(2027, 2, 8)


def test_a_detained_persons_draft_is_open_to_comment_for_fifteen_days() -> None:
    window = dates("detained-draft-representations", date(2026, 11, 2))

    assert window == (date(2026, 11, 16), None, date(2026, 11, 17))


def test_a_detained_persons_final_plan_is_due_twenty_weeks_after_the_request() -> None:
    assert dates("detained-final-plan", REQUEST).due_on == date(2025, 8, 20)


@pytest.mark.parametrize("asked", [date(2025, 7, 14), date(2025, 7, 15), date(2025, 9, 30)])
def test_a_closed_school_moves_no_date_whenever_its_head_was_asked(asked: date) -> None:
    closed = {"closed": date(2025, 7, 22), "reopens": date(2025, 9, 3), "asked": asked}

    assert dates("final-plan", REQUEST, **closed) == dates("final-plan", REQUEST)
