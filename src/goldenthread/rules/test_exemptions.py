"""The grounds of each clock, and every reason that is none, refused with its answer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.exemptions import (
    LABELS,
    NO_GROUND,
    Closure,
    Ground,
    check,
    choices,
    closure_window,
    grounds_for,
)
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import NAMES

AUTHORITY = ["decision-to-assess", "decision-not-to-issue", "final-plan", "reassessment-final-plan"]
SUMMER = {"from_on": date(2026, 7, 22), "to_on": date(2026, 9, 2)}
PERIOD = {"starts_on": date(2026, 11, 2), "due_on": date(2026, 12, 14)}


@pytest.mark.parametrize("limit", AUTHORITY)
def test_the_authoritys_clocks_allow_closures_exceptional_circumstances_and_absence(limit: str) -> None:
    assert grounds_for(limit) == (
        Ground.SCHOOL_CLOSED,
        Ground.EARLY_YEARS_CLOSED,
        Ground.EXCEPTIONAL,
        Ground.ABSENT,
    )


def test_the_health_clock_allows_circumstances_absence_and_a_missed_appointment() -> None:
    assert grounds_for("advice") == (Ground.EXCEPTIONAL, Ground.ABSENT, Ground.MISSED_APPOINTMENT)


def test_a_detained_persons_plan_has_no_ground_of_absence() -> None:
    assert grounds_for("detained-final-plan") == (
        Ground.SCHOOL_CLOSED,
        Ground.EARLY_YEARS_CLOSED,
        Ground.EXCEPTIONAL,
    )


@pytest.mark.parametrize("limit", sorted({*NAMES} - {*AUTHORITY, "advice", "detained-final-plan"}))
def test_no_other_limit_has_a_ground(limit: str) -> None:
    assert grounds_for(limit) == ()
    assert choices(limit) == ()


def test_every_ground_has_a_label_to_choose_it_by() -> None:
    assert set(LABELS) == set(Ground)
    assert choices("advice")[2] == ("missed-appointment", LABELS[Ground.MISSED_APPOINTMENT])


@pytest.mark.parametrize("ground", sorted(NO_GROUND))
@pytest.mark.parametrize("limit", ["advice", "final-plan"])
def test_a_waiting_list_or_not_known_is_refused_with_its_reason(ground: str, limit: str) -> None:
    with pytest.raises(Refused) as refusal:
        check(ground, limit)

    assert str(refusal.value).startswith(NO_GROUND[ground])
    assert "allows only" in str(refusal.value)
    assert refusal.value.field == "ground"


@pytest.mark.parametrize("ground", [Ground.SCHOOL_CLOSED, Ground.EARLY_YEARS_CLOSED])
def test_a_closed_school_never_excuses_health_advice(ground: Ground) -> None:
    with pytest.raises(Refused, match=r"regulation 8\(2\)"):
        check(ground, "advice", **SUMMER)


def test_a_missed_appointment_never_excuses_the_authority() -> None:
    with pytest.raises(Refused, match=r"regulation 13\(3\)"):
        check(Ground.MISSED_APPOINTMENT, "final-plan")


def test_a_ground_that_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="“weather” is not a ground that the law knows"):
        check("weather", "advice")


def test_a_limit_without_exemptions_says_that_none_applies() -> None:
    with pytest.raises(Refused, match="No exemption of regulations 5 to 27 applies to “Annual review”"):
        check(Ground.EXCEPTIONAL, "annual-review")


def test_exceptional_circumstances_need_no_dates() -> None:
    assert check("exceptional-circumstances", "advice", **PERIOD) is Ground.EXCEPTIONAL


@pytest.mark.parametrize("limit", ["advice", "final-plan"])
def test_four_weeks_away_in_a_row_excuse(limit: str) -> None:
    away = {"from_on": date(2026, 11, 9), "to_on": date(2026, 12, 6)}

    assert check("absent-from-area", limit, **PERIOD, **away) is Ground.ABSENT


@pytest.mark.parametrize(
    ("from_on", "to_on"),
    [
        (date(2026, 11, 9), date(2026, 12, 5)),
        (date(2026, 10, 1), date(2026, 11, 15)),
        (date(2026, 12, 1), date(2027, 2, 1)),
    ],
)
def test_less_than_four_weeks_of_the_time_allowed_excuse_nobody(from_on: date, to_on: date) -> None:
    with pytest.raises(Refused, match="at least 4 continuous weeks"):
        check(Ground.ABSENT, "advice", **PERIOD, from_on=from_on, to_on=to_on)


def test_an_absence_is_measured_alone_when_the_clock_is_not_told() -> None:
    assert check(Ground.ABSENT, "advice", from_on=date(2026, 11, 9), to_on=date(2026, 12, 6))


@pytest.mark.parametrize("dates", [{}, {"from_on": date(2026, 11, 9)}, {"to_on": date(2026, 11, 9)}])
@pytest.mark.parametrize("ground", [Ground.ABSENT, Ground.SCHOOL_CLOSED, Ground.EARLY_YEARS_CLOSED])
def test_a_claim_may_be_made_before_both_its_dates_are_known(ground: Ground, dates: dict[str, date]) -> None:
    assert check(ground, "final-plan", **dates) is ground


def test_the_window_of_a_closure_runs_from_a_week_before_it_to_a_week_before_it_ends() -> None:
    window = closure_window(date(2026, 7, 22), date(2026, 9, 2))

    assert window == Closure(date(2026, 7, 15), date(2026, 8, 26), weeks_enough=True)


@pytest.mark.parametrize("asked", [date(2026, 7, 15), date(2026, 8, 1), date(2026, 8, 26)])
def test_asking_the_head_within_the_window_excuses(asked: date) -> None:
    assert check(Ground.SCHOOL_CLOSED, "final-plan", **SUMMER, asked_on=asked) is Ground.SCHOOL_CLOSED


def test_a_closure_is_checked_even_when_nobody_knows_when_the_head_was_asked() -> None:
    assert check(Ground.SCHOOL_CLOSED, "final-plan", **SUMMER) is Ground.SCHOOL_CLOSED


@pytest.mark.parametrize("asked", [date(2026, 7, 14), date(2026, 8, 27)])
def test_asking_the_head_outside_the_window_excuses_nobody(asked: date) -> None:
    with pytest.raises(Refused, match="outside the window from 15 July 2026 to 26 August 2026"):
        check(Ground.SCHOOL_CLOSED, "final-plan", **SUMMER, asked_on=asked)


def test_christmas_is_too_short_a_closure_to_excuse() -> None:
    with pytest.raises(Refused, match="shorter than 4 continuous weeks"):
        check(Ground.SCHOOL_CLOSED, "final-plan", from_on=date(2026, 12, 19), to_on=date(2027, 1, 4))


@pytest.mark.parametrize("reopens", [date(2026, 8, 19), date(2026, 8, 18)])
def test_exactly_four_weeks_are_enough_and_a_day_less_is_not(reopens: date) -> None:
    assert closure_window(date(2026, 7, 22), reopens).weeks_enough is (reopens == date(2026, 8, 19))


def test_a_school_that_reopens_before_it_closed_is_refused() -> None:
    with pytest.raises(Refused, match="not after it closed"):
        closure_window(date(2026, 9, 2), date(2026, 7, 22))


@pytest.mark.parametrize("missed", [date(2026, 11, 1), date(2026, 12, 15)])
def test_an_appointment_missed_outside_the_six_weeks_excuses_nobody(missed: date) -> None:
    with pytest.raises(Refused, match="within the 6 weeks"):
        check(Ground.MISSED_APPOINTMENT, "advice", **PERIOD, from_on=missed)


@pytest.mark.parametrize("missed", [None, date(2026, 11, 2), date(2026, 12, 14)])
def test_an_appointment_missed_within_the_six_weeks_excuses(missed: date | None) -> None:
    assert check(Ground.MISSED_APPOINTMENT, "advice", **PERIOD, from_on=missed) is Ground.MISSED_APPOINTMENT


@given(st.text(max_size=20), st.sampled_from(NAMES))
def test_only_a_ground_of_its_own_list_is_ever_allowed(ground: str, limit: str) -> None:
    try:
        allowed = check(ground, limit)
    except Refused:
        assert ground not in grounds_for(limit)
    else:
        assert allowed in grounds_for(limit)
