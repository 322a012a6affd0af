"""The list of services."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.desk.services.page import in_time, services

FIGURES = {"open": 0, "overdue": 0, "unacknowledged": 0, "returned": 0, "in_time": 0}


@pytest.mark.django_db
def test_every_service_is_listed_with_its_figures(shown, cast: Cast, story: Story) -> None:
    story.given_advice_is_sought(date(2026, 9, 1), "SLT")
    screen = shown(cast.spoc, "desk:services")
    heads = [element.text.removeprefix("Service").strip() for element in screen.all("th", role="rowheader")]
    assert heads == ["CAMHS", "Care Nursing", "O&O", "OT", "PHN", "SLT"]
    assert "Speech and Language Therapy Open 1 Overdue 1 Not acknowledged 1" in screen.one("table").text
    assert screen.one("caption").text == "Torbay"


@pytest.mark.django_db
def test_a_member_sees_only_the_own_service(shown, cast: Cast) -> None:
    (row,) = shown(cast.therapist, "desk:services").all("th", role="rowheader")
    assert row.text == "Service SLT"


@pytest.mark.django_db
def test_all_services_are_counted_at_once(client, cast: Cast, today) -> None:
    client.force_login(cast.spoc)
    client.get("/services/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/services/")
    assert len(asked) <= 16


def _service(area: str, label: str, email: str = "") -> SimpleNamespace:
    return SimpleNamespace(
        pk=label, label=label, name=label, contact_point=email, area=SimpleNamespace(name=area)
    )


def test_services_stand_under_their_areas() -> None:
    standing = [(_service("Devon", "OT"), FIGURES), (_service("Torbay", "OT"), FIGURES)]
    assert [area.name for area in services(standing, str, "now").areas] == ["Devon", "Torbay"]


def test_a_service_without_a_contact_point_says_so() -> None:
    (area,) = services([(_service("Devon", "OT"), FIGURES)], str, "now").areas
    assert area.rows[0][-1] == "No contact point yet"


def test_a_share_is_said_with_its_numbers_and_nothing_is_no_share() -> None:
    assert in_time({"returned": 3, "in_time": 2}) == "2 of 3 (67%)"
    assert in_time(FIGURES) == "None received"
