"""What a school's closure does to an explanation; to a date it does nothing."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.rules.clocks import Derivation, derivation

JUNE = date(2026, 6, 1)
SUMMER = {"closed": date(2026, 7, 22), "reopens": date(2026, 9, 2)}
WINDOW = "a window from 15 July 2026 to 26 August 2026 (regulation 13(3))"


def final_plan(**facts: date) -> Derivation:
    one = derivation("final-plan", on=JUNE, facts=facts)
    assert one.reckoned == derivation("final-plan", on=JUNE).reckoned
    return one


def test_without_a_closure_none_is_assumed_and_the_answer_says_so() -> None:
    one = final_plan()

    assert one.assumed == ("No closure of the school was given (closed, reopens): none is assumed.",)
    assert one.exemptions == ()


def test_a_closure_gives_its_window_and_asks_when_the_head_was_asked() -> None:
    one = final_plan(**SUMMER)

    assert one.assumed == ()
    assert WINDOW in one.exemptions[0]
    assert "If the head's advice was asked for within it (asked)" in one.exemptions[0]
    assert one.exemptions[0].endswith("The date itself does not move.")


@pytest.mark.parametrize("asked", [date(2026, 7, 15), date(2026, 8, 26)])
def test_asking_within_the_window_may_excuse(asked: date) -> None:
    assert "within it: lateness may be excused" in final_plan(**SUMMER, asked=asked).exemptions[0]


@pytest.mark.parametrize("asked", [date(2026, 7, 14), date(2026, 8, 27)])
def test_asking_outside_the_window_excuses_nothing(asked: date) -> None:
    assert "outside it: the closure excuses nothing" in final_plan(**SUMMER, asked=asked).exemptions[0]


def test_a_short_closure_excuses_nothing() -> None:
    one = final_plan(closed=date(2026, 12, 19), reopens=date(2027, 1, 4))

    assert one.exemptions == (
        "A closure from 19 December 2026 until 4 January 2027 is shorter than 4 weeks: it excuses nothing.",
    )


def test_a_closure_without_its_end_assumes_the_shortest_that_counts() -> None:
    one = final_plan(closed=SUMMER["closed"])

    assert "19 August 2026 is assumed" in one.assumed[0]
    assert "a window from 15 July 2026 to 12 August 2026" in one.exemptions[0]


def test_a_closure_without_its_beginning_assumes_the_shortest_that_counts() -> None:
    one = final_plan(reopens=SUMMER["reopens"])

    assert "5 August 2026 is assumed" in one.assumed[0]
    assert "a window from 29 July 2026 to 26 August 2026" in one.exemptions[0]


def test_the_day_the_head_was_asked_means_nothing_without_a_closure() -> None:
    one = final_plan(asked=date(2026, 7, 20))

    assert "matters only beside a closure" in one.exemptions[0]
    assert "none is assumed" in one.assumed[0]


def test_a_closure_is_no_ground_on_the_health_clock_and_the_answer_says_so() -> None:
    one = derivation("advice", on=JUNE, facts=SUMMER)

    assert one.exemptions == (
        "A school's closure is not a ground here: regulation 8(2) does not list it, so it excuses nothing.",
    )
    assert one.reckoned == derivation("advice", on=JUNE).reckoned
