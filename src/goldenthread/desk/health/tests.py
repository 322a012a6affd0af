"""Is everything well?"""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.deadlines import actions as deadlines
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.desk.health.page import health

WELL = {"alarm": None, "marked": 0, "last_raised_on": None, "overlooked": 0}


def test_nothing_wrong_is_said_in_a_sentence() -> None:
    page = health(**WELL)
    assert (page.is_well, page.summary) == (True, "Everything is well.")
    assert {check.state for check in page.checks} == {"Well"}


def test_a_calendar_that_ends_too_soon_is_an_alarm() -> None:
    page = health(**{**WELL, "alarm": "The calendar of bank holidays is certain only to 31 December 2028."})
    assert (page.is_well, page.summary) == (False, "1 thing to look at.")
    assert page.checks[0].hint.startswith("The calendar of bank holidays is certain only to")


def test_a_tick_that_has_stopped_is_an_alarm_with_what_to_do() -> None:
    page = health(**{**WELL, "overlooked": 2, "alarm": "x"})
    assert page.summary == "2 things to look at."
    assert page.checks[1].hint.startswith("2 requests for advice had a step or a reminder due before today")
    assert "Run: goldenthread tick." in page.checks[1].hint


def test_an_old_contact_is_told_and_an_alarm_only_where_it_holds_letters_back() -> None:
    page = health(**WELL, contacts=[(113, False), (94, False)])
    assert page.is_well
    told = {check.text: check.hint for check in page.checks}["Contacts of services"]
    assert told.startswith("2 contacts of services are to be checked, the oldest after 113 days.")
    page = health(**WELL, contacts=[(113, True)])
    assert not page.is_well
    told = {check.text: check.hint for check in page.checks}["Contacts of services"]
    assert "letters there are held back" in told and told.startswith("1 contact of services was not checked")


def test_changed_cases_are_no_alarm() -> None:
    page = health(**{**WELL, "marked": 1})
    assert page.is_well
    assert page.checks[2].hint.startswith("1 case changed")


@pytest.mark.django_db
def test_a_missed_tick_is_seen_until_it_is_caught_up(shown, cast: Cast, story: Story) -> None:
    story.given_advice_is_sought(date(2026, 9, 1), "SLT")
    assert "1 request for advice had a step" in shown(cast.administrator, "desk:health").one("main").text
    deadlines.tick(by=cast.tick, on=date(2026, 11, 22))
    text = shown(cast.administrator, "desk:health").one("main").text
    assert "Everything is well." in text
    assert "6 contacts of services are to be checked, the oldest after 2,099 days." in text
    assert "last raised on 22 November 2026" in text


@pytest.mark.django_db
def test_the_calendar_alarm_rings_in_the_year_before_the_last(client, cast: Cast, monkeypatch) -> None:
    client.force_login(cast.spoc)
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2028-01-01")
    assert b"certain only to 31 December 2028" in client.get("/health/").content
