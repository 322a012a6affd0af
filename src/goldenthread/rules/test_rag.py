"""The light of a deadline, its reason, and the boundaries that lists filter by."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.rag import Light, boundaries, rag

DUE = date(2026, 12, 14)
SEVERITY = [Light.GREEN, Light.AMBER, Light.EXCUSED, Light.RED]


def light(today: date, **told: object) -> tuple[Light, str]:
    found = rag(due_on=DUE, today=today, **told)  # type: ignore[arg-type]
    return found.light, found.reason


def test_a_deadline_is_green_until_fourteen_days_before_it() -> None:
    assert light(date(2026, 11, 29)) == (Light.GREEN, "Due in 15 days, on 14 December 2026")
    assert light(date(2026, 11, 30)) == (Light.AMBER, "Due in 14 days, on 14 December 2026")


def test_an_area_may_warn_later() -> None:
    assert light(date(2026, 11, 30), warn_days=7)[0] is Light.GREEN


def test_the_day_itself_is_still_amber() -> None:
    assert light(date(2026, 12, 13)) == (Light.AMBER, "Due in 1 day, on 14 December 2026")
    assert light(DUE) == (Light.AMBER, "Due today, on 14 December 2026")


def test_the_day_after_is_red() -> None:
    assert light(date(2026, 12, 15)) == (Light.RED, "1 day late: it was due on 14 December 2026")


def test_what_was_met_in_time_stays_met() -> None:
    assert light(date(2027, 1, 1), met_on=DUE) == (
        Light.MET,
        "Met on 14 December 2026, due on 14 December 2026",
    )


def test_what_was_met_late_says_by_how_much() -> None:
    assert light(date(2027, 1, 1), met_on=date(2026, 12, 17)) == (
        Light.MET_LATE,
        "Met on 17 December 2026, 3 days after it was due on 14 December 2026",
    )


def test_an_exemption_excuses_lateness_and_nothing_else() -> None:
    assert light(date(2026, 12, 1), is_excused=True)[0] is Light.AMBER
    assert light(date(2026, 12, 16), is_excused=True) == (
        Light.EXCUSED,
        "2 days late: it was due on 14 December 2026; an exemption was claimed",
    )
    assert light(date(2027, 1, 1), met_on=date(2026, 12, 17), is_excused=True)[0] is Light.EXCUSED
    assert light(date(2027, 1, 1), met_on=DUE, is_excused=True)[0] is Light.MET


def test_what_nobody_needs_any_more_is_ended() -> None:
    assert light(date(2027, 1, 1), ended_on=date(2026, 12, 1)) == (
        Light.ENDED,
        "Not needed any more since 1 December 2026",
    )


dates = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(dates, st.integers(0, 400), st.integers(0, 60), st.booleans())
def test_time_passing_never_improves_an_open_deadline(
    start: date, later: int, warn: int, is_excused: bool
) -> None:
    before, after = (
        rag(due_on=DUE, today=start + timedelta(days=days), warn_days=warn, is_excused=is_excused).light
        for days in (0, later)
    )
    assert SEVERITY.index(after) >= SEVERITY.index(before)


@given(dates, dates, st.integers(0, 60))
def test_a_list_that_compares_dates_agrees_with_the_light(due_on: date, today: date, warn: int) -> None:
    edge = boundaries(today, warn)
    colour = (
        Light.RED if due_on < edge.red_before else Light.AMBER if due_on <= edge.amber_to else Light.GREEN
    )
    assert rag(due_on=due_on, today=today, warn_days=warn).light is colour
