"""An area's pack may set practice and guidance; it can never touch the law."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import Unit, latest
from goldenthread.rules.regime.practice import as_practised
from goldenthread.rules.regime.reckoning import reckon

DECISION = date(2026, 12, 18)


def test_an_area_sets_the_weeks_of_its_information_pack() -> None:
    limit = as_practised(latest("information-pack"), {"information_pack": {"weeks": 3}})

    assert reckon(limit, DECISION).due_on == date(2027, 1, 8)
    assert "within 3 weeks of the decision" in limit.duty_in_words


def test_an_area_may_count_its_practice_in_working_days() -> None:
    limit = as_practised(latest("information-pack"), {"information_pack": {"working_days": 10}})

    assert reckon(limit, DECISION).due_on == date(2027, 1, 6)


@pytest.mark.parametrize(
    ("entry", "notice_by"),
    [
        ({"weeks": 6}, date(2026, 11, 6)),
        ({"days": 10}, date(2026, 12, 8)),
        ({"working_days": 1}, date(2026, 12, 17)),
    ],
)
def test_notice_of_a_review_is_counted_back_in_the_areas_own_unit(
    entry: dict[str, int], notice_by: date
) -> None:
    limit = as_practised(latest("health-review-notice"), {"health_review_notice": entry})

    assert reckon(limit, DECISION).due_on == notice_by


def test_a_pack_that_sets_no_practice_leaves_the_usual_one() -> None:
    assert as_practised(latest("setting-response"), {}) is latest("setting-response")


def test_a_pack_cannot_alter_the_law() -> None:
    limit = as_practised(latest("advice"), {"": {"weeks": 60}, "advice": {"weeks": 60}})

    assert (limit.amount, limit.unit) == (6, Unit.WEEKS)


@pytest.mark.parametrize(
    "entry", [{"weeks": 0}, {"fortnights": 1}, {"weeks": True}, {"weeks": 1, "days": 1}, 2, {}]
)
def test_practice_that_cannot_be_read_is_refused_with_an_example(entry: object) -> None:
    with pytest.raises(Refused, match=r"Write it as setting_response = \{weeks = 2\}"):
        as_practised(latest("setting-response"), {"setting_response": entry})
