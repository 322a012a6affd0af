"""The table of limits: complete, dated, cited, and refusing what it does not know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.days import ENGLAND, DayOne, WorkingCalendar
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import (
    LIMITS,
    NAMES,
    Counting,
    Duty,
    Force,
    Limit,
    Unit,
    applying,
    in_force,
    latest,
)
from goldenthread.rules.regime.reckoning import reckon

PUBLIC = """
decision-to-assess advice decision-not-to-issue draft-representations final-plan setting-response
reassessment-final-plan reversed-refusal-no-plan reversed-refusal-final annual-review annual-review-notice
annual-review-report annual-review-decision amendment-representations amended-plan phase-transfer
phase-transfer-post-16 transfer-in-information transfer-of-plan order-to-assess-notify order-to-assess-no-plan
order-to-assess-final order-to-make-plan-draft order-to-make-plan-final order-to-amend order-to-name-setting
mediation-arranged mediation-agreement appeal-window health-review-notice information-pack ladder
""".split()
"""The names that the command promises."""

ALL = [limit for versions in LIMITS.values() for limit in versions]
FORWARD = [
    limit for limit in ALL if limit.counting not in (Counting.BEFORE, Counting.FEBRUARY, Counting.MARCH)
]
CALENDAR = [
    limit
    for limit in ALL
    if limit.unit is not Unit.WORKING_DAYS and limit.counting not in (Counting.APPEAL, Counting.TRANSFER)
]
DAYS = st.dates(date(2018, 4, 3), date(2040, 12, 31))


def by_code(limit: Limit) -> str:
    return limit.code


@pytest.mark.parametrize("name", PUBLIC)
def test_every_promised_name_is_a_limit(name: str) -> None:
    assert latest(name).code == name


@pytest.mark.parametrize("limit", ALL, ids=by_code)
def test_every_limit_says_its_duty_its_trigger_and_its_source(limit: Limit) -> None:
    assert limit.title
    assert limit.duty_in_words.endswith(".")
    assert "{" not in limit.duty_in_words
    assert limit.trigger
    assert limit.page == f"docs/law/{limit.code}.md"


@pytest.mark.parametrize("limit", [one for one in ALL if one.force is Force.LAW], ids=by_code)
def test_every_limit_of_law_cites_an_act_a_regulation_or_a_rule(limit: Limit) -> None:
    assert any(word in limit.citation for word in ("regulation", "section", "rule", "Regulations"))


@pytest.mark.parametrize("limit", [one for one in ALL if one.force is not Force.LAW], ids=by_code)
def test_what_is_not_law_never_passes_for_it(limit: Limit) -> None:
    assert limit.citation.startswith(("Local practice", "SEND Code of Practice"))
    assert limit.excuse is None


@pytest.mark.parametrize("limit", [one for one in ALL if one.excuse], ids=by_code)
def test_every_limit_with_exemptions_cites_where_they_stand(limit: Limit) -> None:
    assert limit.excused_by


def test_the_versions_of_a_limit_follow_each_other() -> None:
    for name in NAMES:
        begun = [limit.effective_from for limit in LIMITS[name]]
        assert begun == sorted(set(begun))


@pytest.mark.parametrize("name", NAMES)
def test_a_trigger_before_the_wording_that_is_known_is_refused(name: str) -> None:
    first = LIMITS[name][0].effective_from

    assert in_force(name, first).code == name
    with pytest.raises(Refused, match="Earlier wordings are out of its scope") as refusal:
        in_force(name, first - timedelta(days=1))
    assert refusal.value.field == "on"


def test_a_clock_that_began_before_the_regime_is_still_reckoned() -> None:
    assert applying("advice", date(2013, 5, 1)).amount == 6


def test_a_date_far_ahead_is_taken_for_a_slip() -> None:
    with pytest.raises(Refused, match="Check the year"):
        in_force("advice", date(2206, 11, 2))


def test_a_mistyped_name_is_refused_with_the_likeliest() -> None:
    with pytest.raises(Refused, match="Did you mean “advice”"):
        latest("advise")


def test_an_unlikely_name_is_refused_with_where_to_look() -> None:
    with pytest.raises(Refused, match="Ask for the list of limits"):
        latest("zzzz")


def test_a_date_that_a_limit_has_no_use_for_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="“notise”. It takes notice") as refusal:
        reckon(latest("amended-plan"), date(2026, 3, 2), {"notise": date(2026, 3, 20)})

    assert refusal.value.field == "notise"


def test_a_limit_that_takes_no_dates_says_so() -> None:
    with pytest.raises(Refused, match="It takes no further dates"):
        reckon(latest("annual-review"), date(2026, 3, 2), {"notice": date(2026, 3, 20)})


@given(st.sampled_from(FORWARD), DAYS)
def test_a_deadline_never_falls_before_its_trigger(limit: Limit, on: date) -> None:
    assert reckon(limit, on).due_on >= on


@given(st.sampled_from([one for one in ALL if one.counting is Counting.BEFORE]), DAYS)
def test_a_date_to_give_notice_by_is_before_the_day_it_is_notice_of(limit: Limit, on: date) -> None:
    assert reckon(limit, on).due_on < on


@given(st.sampled_from(FORWARD), DAYS, st.integers(1, 400))
def test_a_later_trigger_never_gives_an_earlier_deadline(limit: Limit, on: date, days: int) -> None:
    if limit.counting is not Counting.APPEAL:
        assert reckon(limit, on + timedelta(days=days)).due_on >= reckon(limit, on).due_on


@given(st.sampled_from(CALENDAR), DAYS, st.lists(DAYS, max_size=5))
def test_another_bank_holiday_never_moves_a_calendar_limit(limit: Limit, on: date, extra: list[date]) -> None:
    shut = WorkingCalendar(ENGLAND.holidays | set(extra), date(2014, 1, 1), date(2045, 12, 31))

    assert reckon(limit, on, calendar=shut) == reckon(limit, on)


@given(st.sampled_from([one for one in ALL if one.unit is Unit.WORKING_DAYS]), DAYS, DAYS)
def test_another_bank_holiday_never_shortens_a_limit_in_working_days(
    limit: Limit, on: date, extra: date
) -> None:
    shut = WorkingCalendar(ENGLAND.holidays | {extra}, date(2014, 1, 1), date(2045, 12, 31))

    assert reckon(limit, on, calendar=shut).due_on >= reckon(limit, on).due_on


@given(st.sampled_from([one for one in ALL if one.duty is not Duty.FAMILY]), DAYS)
def test_acting_by_the_day_named_is_in_time_on_either_way_of_counting(limit: Limit, on: date) -> None:
    excluded = reckon(limit, on)
    included = reckon(limit, on, day_one=DayOne.INCLUDED)

    if excluded.act_by is None:
        assert included == excluded
    else:
        assert excluded.act_by <= included.due_on <= excluded.due_on
        assert excluded.act_by < excluded.due_on
        assert limit.unit is Unit.WORKING_DAYS or excluded.act_by == included.due_on


@given(st.sampled_from([one for one in ALL if one.duty is Duty.FAMILY]), DAYS)
def test_a_familys_window_never_has_a_day_to_act_by(limit: Limit, on: date) -> None:
    assert reckon(limit, on).act_by is None
    assert reckon(limit, on, day_one=DayOne.INCLUDED).act_by is None
