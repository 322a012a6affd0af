"""A team that is asked to look in its own records is written to, and reminded once where it does not answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.deadlines.actions import tick
from goldenthread.deadlines.awaited import Deed
from goldenthread.deadlines.queries import awaited
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.post.models import Message
from goldenthread.triage import actions

pytestmark = pytest.mark.django_db

ASKED, EXPECTED, NEXT = date(2026, 11, 4), date(2026, 11, 9), date(2026, 11, 10)


def letters(template: str) -> list[Message]:
    return list(Message.objects.filter(template=template))


@pytest.fixture
def asked(story: Story, received: Any) -> Any:
    """Orthotics keeps appointment cards on paper, and was asked on Wednesday."""
    actions.request_records(
        request=received, service=story.cast.services["O&O"], by=story.cast.spoc, on=ASKED
    )
    return received


def test_the_team_is_written_to_at_its_contact_point_without_the_child_s_name(asked: Any) -> None:
    (letter,) = letters("records-request")
    assert letter.to_address == "orthotics@cfhd.example"
    about = f"about {asked.case.reference} by 9 November 2026"
    assert letter.subject == f"O&O: please look in your own records {about}"
    assert "cannot look into these records ourselves: Orthotics appointment cards." in letter.text
    assert asked.case.child.surname not in letter.text + letter.subject


def test_a_team_that_has_not_answered_is_reminded_once_on_the_day_after(story: Story, asked: Any) -> None:
    tick(by=story.cast.tick, on=EXPECTED)
    assert letters("records-reminder") == []
    for day in (NEXT, NEXT, date(2026, 11, 11)):
        tick(by=story.cast.tick, on=day)
    (reminder,) = letters("records-reminder")
    assert (reminder.to_address, reminder.written_on) == ("orthotics@cfhd.example", NEXT)
    assert "On 4 November 2026 we asked you" in reminder.text


def test_a_team_that_answered_is_not_reminded(story: Story, asked: Any) -> None:
    story.given_the_records_say(asked, EXPECTED, "O&O")
    tick(by=story.cast.tick, on=NEXT)
    assert letters("records-reminder") == []


def test_a_request_with_records_left_stands_on_the_worklist_with_its_day(
    story: Story, asked: Any, client: Any, today: Any
) -> None:
    (row,) = awaited(story.cast.spoc, Deed.LOOK)
    assert (row.since_on, row.services) == (ASKED, [str(story.cast.services["O&O"].pk)])
    client.force_login(story.cast.spoc)
    words = Screen(client.get("/?due=look").content.decode()).one("main").text
    assert "Services to look up O&O What happens next Look up, or ask the team" in words
    assert "By 9 Nov 2026" in words
