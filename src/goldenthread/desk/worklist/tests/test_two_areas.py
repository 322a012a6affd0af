"""One single point of contact serves two areas on one worklist (S0-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.desk.worklist.tests.listed import column, tabs
from goldenthread.directory.actions import load
from goldenthread.directory.queries import services

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 9)
NAMED = 'code = "torbay"\nname = "Torbay"'


@pytest.fixture
def both(cast: Cast, story: Story) -> Cast:
    """South Devon, an area of its own behind the same front door, with a request to PHN; Torbay with one to SLT."""
    text = pack_text("torbay").replace(NAMED, 'code = "south-devon"\nname = "South Devon"', 1)
    area = load(text=text, by=cast.tick, on=ON).version.area
    there = replace(cast, area=area, services={service.label: service for service in services(area.pk)})
    Story(there, numbers=story.numbers).given_advice_is_sought(date(2026, 11, 10), "PHN")
    story.given_advice_is_sought(ON, "SLT")
    return there


def test_both_areas_stand_on_one_worklist_under_their_names(read, both: Cast) -> None:
    screen = read(both.spoc)
    assert column(screen, "Area") == ["Torbay", "South Devon"]
    assert tabs(screen)["All open"] == "2"


def test_one_area_is_shown_where_it_is_asked_for(read, both: Cast) -> None:
    screen = read(both.spoc, area=str(both.area.pk))
    assert column(screen, "Service") == ["PHN"]
    assert tabs(screen)["All open"] == "1"


def test_services_of_two_areas_are_told_apart(read, both: Cast) -> None:
    offered = [option.text for option in read(both.spoc).all("option")]
    assert "SLT (Torbay)" in offered
    assert "SLT (South Devon)" in offered


def test_requests_that_wait_for_the_desk_say_their_area(read, both: Cast, story: Story) -> None:
    story.given_a_request(ON)
    assert column(read(both.spoc, due="acknowledge"), "Area") == ["Torbay"]


def test_files_say_the_area_too(client, both: Cast, today) -> None:
    client.force_login(both.spoc)
    assert client.get("/worklist.csv").content.decode("utf-8-sig").startswith("Child,Reference,Service,Area,")


def test_a_member_of_one_areas_service_sees_that_area_alone(read, both: Cast) -> None:
    assert "Area" not in [head.text for head in read(both.therapist).all("th", role="columnheader")]
