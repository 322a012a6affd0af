"""Annual reviews and transfers: each limit on dates that statutory sources or a calendar bear out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.rules.days import DayOne
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import in_force
from goldenthread.rules.regime.reckoning import Reckoned, reckon

MEETING = date(2026, 3, 2)


def dates(code: str, on: date, **facts: date) -> Reckoned:
    return reckon(in_force(code, on), on, facts)


@pytest.mark.parametrize(
    ("made", "last"),
    [
        (date(2026, 1, 15), date(2027, 1, 14)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 3, 1), date(2024, 2, 29)),
    ],
)
def test_an_annual_review_is_done_within_twelve_months_starting_with_the_date_of_the_plan(
    made: date, last: date
) -> None:
    assert dates("annual-review", made) == (last, None, None)


def test_notice_of_the_review_meeting_is_given_at_least_two_weeks_before_it() -> None:
    assert dates("annual-review-notice", MEETING) == (date(2026, 2, 16), None, None)


def test_the_report_of_the_review_goes_out_two_weeks_after_the_meeting() -> None:
    assert dates("annual-review-report", MEETING) == (date(2026, 3, 16), date(2026, 3, 15), None)


def test_the_decision_after_the_review_is_due_four_weeks_after_the_meeting() -> None:
    assert dates("annual-review-decision", MEETING) == (date(2026, 3, 30), date(2026, 3, 29), None)


def test_a_family_has_fifteen_days_on_amendments_counting_the_day_they_were_served() -> None:
    assert dates("amendment-representations", date(2026, 3, 30)) == (
        date(2026, 4, 13),
        None,
        date(2026, 4, 14),
    )


def test_the_amended_plan_is_due_eight_weeks_after_an_early_notice() -> None:
    assert dates("amended-plan", MEETING, notice=date(2026, 3, 20)) == (
        date(2026, 5, 15),
        date(2026, 5, 14),
        None,
    )


def test_the_amended_plan_is_due_twelve_weeks_after_the_meeting_without_a_notice() -> None:
    assert dates("amended-plan", MEETING).due_on == date(2026, 5, 25)


@pytest.mark.parametrize("weeks", [9, 14, 25])
def test_a_notice_as_late_as_those_in_devon_never_takes_the_amended_plan_past_twelve_weeks(
    weeks: int,
) -> None:
    late = dates("amended-plan", MEETING, notice=MEETING + timedelta(weeks=weeks))

    assert late.due_on == MEETING + timedelta(weeks=12)


def test_both_limits_of_the_amended_plan_count_the_first_day_alike() -> None:
    limit = in_force("amended-plan", MEETING)

    assert reckon(limit, MEETING, day_one=DayOne.INCLUDED) == (date(2026, 5, 24), None, None)


def test_a_notice_before_its_meeting_is_refused() -> None:
    with pytest.raises(Refused, match="cannot come before the review meeting") as refusal:
        dates("amended-plan", MEETING, notice=date(2026, 3, 1))

    assert refusal.value.field == "notice"


def test_a_decision_not_to_amend_is_due_eight_weeks_after_the_notice() -> None:
    assert dates("decision-not-to-amend", date(2026, 3, 20)).due_on == date(2026, 5, 15)


@pytest.mark.parametrize("asked", [date(2027, 1, 1), date(2027, 6, 30), date(2027, 12, 31)])
def test_a_plan_for_a_new_phase_is_ready_before_15_february_of_the_year_of_transfer(asked: date) -> None:
    assert dates("phase-transfer", asked) == (date(2027, 2, 14), None, None)


@pytest.mark.parametrize("asked", [date(2027, 1, 1), date(2027, 9, 1)])
def test_a_plan_for_a_post_16_institution_is_ready_before_31_march_of_the_year_of_transfer(
    asked: date,
) -> None:
    assert dates("phase-transfer-post-16", asked) == (date(2027, 3, 30), None, None)


def test_a_plan_is_ready_five_months_before_a_move_between_post_16_institutions() -> None:
    assert dates("post-16-transfer", date(2027, 7, 31)) == (date(2027, 2, 28), None, None)


def test_the_old_authority_passes_the_plan_on_within_fifteen_working_days_counting_the_first() -> None:
    assert dates("transfer-of-plan", date(2026, 11, 2)) == (date(2026, 11, 20), None, None)


def test_an_authority_that_becomes_aware_at_the_weekend_starts_counting_on_the_monday() -> None:
    assert dates("transfer-of-plan", date(2026, 10, 31)).due_on == date(2026, 11, 20)


def test_christmas_does_not_count_among_the_working_days_of_a_transfer() -> None:
    assert dates("transfer-of-plan", date(2026, 12, 21)).due_on == date(2027, 1, 13)


def test_the_plan_passes_on_the_day_of_the_move_when_the_old_authority_knew_in_time() -> None:
    assert dates("transfer-of-plan", date(2026, 11, 2), move=date(2026, 11, 23)).due_on == date(2026, 11, 23)


def test_knowing_fourteen_working_days_ahead_is_too_late_for_the_day_of_the_move() -> None:
    assert dates("transfer-of-plan", date(2026, 11, 3), move=date(2026, 11, 23)).due_on == date(2026, 11, 23)
    assert dates("transfer-of-plan", date(2026, 11, 4), move=date(2026, 11, 23)).due_on == date(2026, 11, 24)


def test_the_new_authority_tells_the_family_within_six_weeks_of_the_transfer() -> None:
    assert dates("transfer-in-information", date(2026, 11, 2)) == (
        date(2026, 12, 14),
        date(2026, 12, 13),
        None,
    )


def test_the_new_authority_reviews_the_plan_before_the_later_of_two_periods_ends() -> None:
    transfer = date(2026, 11, 2)

    assert dates("transfer-in-review", transfer).due_on == date(2027, 2, 1)
    assert dates("transfer-in-review", transfer, reviewed=date(2026, 1, 15)).due_on == date(2027, 2, 1)
    assert dates("transfer-in-review", transfer, reviewed=date(2026, 6, 15)).due_on == date(2027, 6, 14)


def test_a_review_after_the_transfer_is_refused() -> None:
    with pytest.raises(Refused, match="after the transfer"):
        dates("transfer-in-review", date(2026, 11, 2), reviewed=date(2026, 11, 3))


def test_health_services_have_six_weeks_notice_of_a_review() -> None:
    assert dates("health-review-notice", MEETING) == (date(2026, 1, 19), None, None)


def test_a_family_has_its_information_pack_two_weeks_after_the_decision_to_assess() -> None:
    assert dates("information-pack", date(2026, 11, 2)) == (date(2026, 11, 16), date(2026, 11, 15), None)


def test_the_ladder_stands_on_the_six_weeks_for_advice() -> None:
    assert dates("ladder", date(2026, 11, 2)).due_on == date(2026, 12, 14)
