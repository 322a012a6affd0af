"""Mediation, appeals and orders: each limit on dates that statutory sources or a calendar bear out."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.rules.days import DayOne
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import in_force
from goldenthread.rules.regime.reckoning import Reckoned, reckon

ORDER = date(2026, 11, 2)


def dates(code: str, on: date, **facts: date) -> Reckoned:
    return reckon(in_force(code, on), on, facts)


def test_an_order_to_assess_is_told_to_the_family_within_two_weeks() -> None:
    assert dates("order-to-assess-notify", ORDER) == (date(2026, 11, 16), date(2026, 11, 15), None)


def test_an_order_to_assess_that_leads_to_no_plan_is_answered_within_ten_weeks() -> None:
    assert dates("order-to-assess-no-plan", ORDER).due_on == date(2027, 1, 11)


def test_an_order_to_assess_that_leads_to_a_plan_gives_fourteen_weeks() -> None:
    assert dates("order-to-assess-final", ORDER).due_on == date(2027, 2, 8)


def test_an_order_to_make_a_plan_gives_five_weeks_for_the_draft() -> None:
    assert dates("order-to-make-plan-draft", ORDER).due_on == date(2026, 12, 7)


def test_an_order_to_make_a_plan_gives_eleven_weeks_for_the_final_plan() -> None:
    assert dates("order-to-make-plan-final", ORDER).due_on == date(2027, 1, 18)


def test_a_case_sent_back_is_reconsidered_within_two_weeks() -> None:
    assert dates("order-to-reconsider", ORDER).due_on == date(2026, 11, 16)


def test_an_order_to_amend_a_plan_gives_five_weeks() -> None:
    assert dates("order-to-amend", ORDER) == (date(2026, 12, 7), date(2026, 12, 6), None)


def test_an_order_about_the_school_named_gives_two_weeks() -> None:
    assert dates("order-to-name-setting", ORDER).due_on == date(2026, 11, 16)


def test_a_dismissed_appeal_against_ceasing_takes_effect_at_once() -> None:
    assert dates("order-to-cease", ORDER) == (ORDER, None, None)


def test_an_order_to_go_on_maintaining_a_plan_takes_effect_at_once() -> None:
    assert dates("order-to-maintain", ORDER) == (ORDER, None, None)


@pytest.mark.parametrize(
    ("letter", "last"),
    [(date(2026, 11, 2), date(2027, 1, 2)), (date(2026, 12, 31), date(2027, 2, 28))],
)
def test_a_family_contacts_the_mediation_adviser_within_two_months_of_the_letter(
    letter: date, last: date
) -> None:
    assert dates("mediation-contact", letter) == (last, None, None)


def test_a_mediation_certificate_is_given_within_three_working_days() -> None:
    assert dates("mediation-certificate", date(2026, 12, 24)) == (
        date(2026, 12, 31),
        date(2026, 12, 30),
        None,
    )


def test_working_days_counted_with_the_first_end_one_working_day_earlier() -> None:
    limit = in_force("mediation-certificate", date(2026, 12, 24))

    assert reckon(limit, date(2026, 12, 24), day_one=DayOne.INCLUDED) == (date(2026, 12, 30), None, None)


def test_the_integrated_care_board_hears_of_a_mediation_within_three_working_days() -> None:
    assert dates("mediation-health-notice", date(2026, 11, 6)).due_on == date(2026, 11, 11)


def test_mediation_is_arranged_within_thirty_days() -> None:
    assert dates("mediation-arranged", date(2026, 11, 2)) == (date(2026, 12, 2), date(2026, 12, 1), None)


def test_mediation_about_health_alone_is_arranged_within_thirty_days_of_the_notice() -> None:
    assert dates("mediation-health-arranged", date(2026, 11, 2)).due_on == date(2026, 12, 2)


def test_a_mediation_that_cannot_be_arranged_gives_a_certificate_within_three_working_days() -> None:
    assert dates("mediation-deemed-certificate", date(2026, 11, 6)).due_on == date(2026, 11, 11)


def test_a_mediation_agreement_is_carried_out_within_two_weeks() -> None:
    assert dates("mediation-agreement", date(2026, 11, 2)) == (date(2026, 11, 16), date(2026, 11, 15), None)


def test_an_authority_that_was_not_there_hears_of_an_agreement_within_a_week() -> None:
    assert dates("mediation-agreement-notice", date(2026, 11, 2)).due_on == date(2026, 11, 9)


def test_an_appeal_may_be_made_until_two_months_after_the_decision_letter() -> None:
    assert dates("appeal-window", date(2026, 9, 15)) == (date(2026, 11, 15), None, None)


@pytest.mark.parametrize(
    ("letter", "certificate", "last"),
    [
        (date(2026, 9, 15), date(2026, 10, 1), date(2026, 11, 15)),
        (date(2026, 9, 15), date(2026, 10, 20), date(2026, 11, 20)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)),
        (date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29)),
    ],
)
def test_a_mediation_certificate_extends_the_appeal_window_when_its_month_ends_later(
    letter: date, certificate: date, last: date
) -> None:
    assert dates("appeal-window", letter, certificate=certificate).due_on == last


def test_ipseas_example_of_1_october_and_29_november_runs_past_christmas() -> None:
    window = dates("appeal-window", date(2026, 10, 1), certificate=date(2026, 11, 29))

    assert window.due_on == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("letter", "last"),
    [
        (date(2026, 5, 31), date(2026, 7, 31)),
        (date(2026, 6, 1), date(2026, 9, 1)),
        (date(2026, 6, 30), date(2026, 9, 1)),
        (date(2024, 6, 15), date(2024, 9, 2)),
        (date(2026, 7, 1), date(2026, 9, 1)),
    ],
)
def test_an_appeal_window_that_ends_in_august_runs_to_the_first_working_day_of_september(
    letter: date, last: date
) -> None:
    assert dates("appeal-window", letter).due_on == last


@pytest.mark.parametrize(
    ("letter", "last"),
    [
        (date(2026, 10, 24), date(2026, 12, 24)),
        (date(2026, 10, 25), date(2027, 1, 4)),
        (date(2026, 10, 31), date(2027, 1, 4)),
        (date(2026, 11, 1), date(2027, 1, 4)),
        (date(2026, 11, 2), date(2027, 1, 2)),
        (date(2025, 11, 1), date(2026, 1, 2)),
    ],
)
def test_an_appeal_window_that_open_until_christmas_runs_to_the_first_working_day_after_1_january(
    letter: date, last: date
) -> None:
    assert dates("appeal-window", letter).due_on == last


def test_a_certificate_before_the_decision_letter_is_refused() -> None:
    with pytest.raises(Refused, match="cannot come before the decision letter") as refusal:
        dates("appeal-window", date(2026, 10, 1), certificate=date(2026, 9, 30))

    assert refusal.value.field == "certificate"


def test_the_authority_responds_to_an_appeal_within_thirty_working_days() -> None:
    assert dates("appeal-response", date(2026, 11, 23)) == (date(2027, 1, 7), date(2027, 1, 6), None)


def test_recommendations_are_answered_within_five_weeks() -> None:
    assert dates("tribunal-recommendations", date(2026, 11, 2)).due_on == date(2026, 12, 7)
