"""Known: open to a service, or closed within the twelve months before the request (S1-40); in SQL as in the rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.intake.models import Request
from goldenthread.measures.tests.telling import counted, put_right
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement, is_known

FEBRUARY_28 = date(2022, 2, 28)
LEAP_DAY = date(2024, 2, 29)
LATER = datetime(2024, 5, 1, 12, 0, tzinfo=LONDON)


def check(
    story: Story, request: Request, involvement: Involvement, closed_on: date | None = None, label: str = "OT"
) -> None:
    """The single point of contact looks into one service's record on the day of its request."""
    story.given_the_records_say(
        request, date(2024, 3, 31), label, involvement=involvement, closed_on=closed_on
    )


@pytest.mark.parametrize(
    ("asked_on", "closed_on", "known"),
    [
        (FEBRUARY_28, date(2021, 2, 28), 1),
        (FEBRUARY_28, date(2021, 2, 27), 0),
        (FEBRUARY_28, FEBRUARY_28, 1),
        (LEAP_DAY, date(2023, 2, 28), 1),
        (LEAP_DAY, date(2023, 2, 27), 0),
        (date(2024, 3, 1), date(2023, 3, 1), 1),
        (date(2024, 3, 1), date(2023, 2, 28), 0),
    ],
)
def test_a_child_closed_on_the_same_date_a_year_before_is_known_and_a_day_earlier_is_not(
    story: Story, asked_on: date, closed_on: date, known: int
) -> None:
    check(story, story.given_a_request(asked_on), Involvement.CLOSED, closed_on)
    sitrep = counted(story.cast, f"{asked_on:%Y-%m}", at=LATER)
    assert (sitrep.known, sitrep.not_known) == (known, 1 - known)


@pytest.mark.parametrize(
    ("involvement", "known"),
    [
        (Involvement.OPEN, 1),
        (Involvement.REFERRED, 1),
        (Involvement.KNOWN, 1),
        (Involvement.NOT_KNOWN, 0),
        (Involvement.NONE, 0),
    ],
)
def test_a_child_is_known_who_is_open_or_whom_the_tracker_calls_known(
    story: Story, involvement: Involvement, known: int
) -> None:
    check(story, story.given_a_request(FEBRUARY_28), involvement)
    assert counted(story.cast, "2022-02", at=LATER).known == known


def test_one_service_that_knows_the_child_is_enough_and_two_are_one(story: Story) -> None:
    request = story.given_a_request(FEBRUARY_28)
    check(story, request, Involvement.NONE, label="OT")
    check(story, request, Involvement.OPEN, label="SLT")
    check(story, request, Involvement.KNOWN, label="PHN")
    assert counted(story.cast, "2022-02", at=LATER).known == 1


def test_a_request_that_nobody_looked_into_is_not_known(story: Story) -> None:
    story.given_a_request(FEBRUARY_28)
    sitrep = counted(story.cast, "2022-02", at=LATER)
    assert (sitrep.requests_received, sitrep.known, sitrep.not_known) == (1, 0, 1)


def test_what_one_request_found_says_nothing_of_the_childs_next_request(story: Story) -> None:
    first = story.given_a_request(FEBRUARY_28)
    check(story, first, Involvement.OPEN)
    story.given_a_request(FEBRUARY_28, child=first.case.child)
    assert counted(story.cast, "2022-02", at=LATER).known == 1


@pytest.mark.parametrize(
    ("corrected", "known"),
    [
        ({"details": {"involvement": "none"}}, 0),
        ({"details": {"involvement": "none", "closed_on": None}}, 0),
        ({"details": {"involvement": "open"}}, 1),
        ({"details": {"closed_on": "2021-02-27"}}, 0),
        ({"is_void": True}, 0),
    ],
)
def test_a_corrected_look_up_counts_as_corrected(story: Story, corrected: dict, known: int) -> None:
    request = story.given_a_request(FEBRUARY_28)
    check(story, request, Involvement.CLOSED, date(2021, 2, 28))
    put_right(story.cast, Kind.INVOLVEMENT_CHECKED, request, date(2024, 4, 1), **corrected)
    assert counted(story.cast, "2022-02", at=LATER).known == known


def test_moving_the_request_by_a_day_moves_the_year_before_it(story: Story) -> None:
    request = story.given_a_request(FEBRUARY_28)
    check(story, request, Involvement.CLOSED, date(2021, 2, 27))
    put_right(story.cast, Kind.REQUEST_RECEIVED, request, date(2024, 4, 1), happened_on=date(2022, 2, 27))
    assert counted(story.cast, "2022-02", at=LATER).known == 1


def test_the_statement_answers_as_the_rule_does_around_every_boundary(story: Story) -> None:
    expected = 0
    for asked_on in (date(2024, 2, 1), date(2024, 2, 28), LEAP_DAY):
        for days in (0, 1, 364, 365, 366, 367):
            request, closed_on = story.given_a_request(asked_on), asked_on - timedelta(days=days)
            check(story, request, Involvement.CLOSED, closed_on)
            expected += is_known(Involvement.CLOSED, closed_on, asked_on)
    assert counted(story.cast, "2024-02", at=LATER).known == expected
