"""The check sheet: every service is looked up on one page, and the council is told who will respond."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "intake:acknowledge"


def _sheet(story: Story, **answers: str) -> dict[str, str]:
    """The sheet as it is sent: `OT="open"`, `OT="open, responds"`, `OT="closed 2026-01-05"`."""
    typed = {"on": "2026-11-20", "remark": "By e-mail"}
    for label, service in story.cast.services.items():
        answer, _, more = answers.get(label.replace("&", ""), "unchecked").partition(" ")
        for system in service.record_systems.all():
            typed[f"involvement_{service.pk}_{system.pk}"] = answer.rstrip(",")
            if more.startswith("20"):
                typed[f"closed_on_{service.pk}_{system.pk}"] = more
        if more == "responds":
            typed[f"responds_{service.pk}"] = "on"
    return typed


def _facts(kind: Kind) -> list[Fact]:
    return list(Fact.objects.filter(kind=kind).order_by("sequence"))


def test_the_sheet_is_recorded_and_leads_to_seeking_the_advice(
    story: Story, visit: Any, received: Any
) -> None:
    sheet = _sheet(story, OT="open, responds", SLT="closed 2026-01-05", PHN="none")
    response = visit(story.cast.spoc, ROUTE, received.pk, **sheet)
    assert response.url == reverse("advice:seek", args=[received.pk])
    assert "It is recorded that 1 service will respond. Next, ask for the advice." in response.told
    checked = {fact.details["service"]: fact.details for fact in _facts(Kind.INVOLVEMENT_CHECKED)}
    assert {answer["involvement"] for answer in checked.values()} == {"open", "closed", "none"}
    assert checked[str(story.cast.services["SLT"].pk)]["closed_on"] == "2026-01-05"
    (acknowledged,) = _facts(Kind.REQUEST_ACKNOWLEDGED)
    assert acknowledged.details == {"responding": [str(story.cast.services["OT"].pk)]}
    assert acknowledged.happened_on == date(2026, 11, 20)


def test_every_live_service_is_listed_with_its_records_and_those_first_that_the_family_named(
    story: Story, visit: Any, received: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk)
    headings = [heading.text for heading in Screen(page.content.decode()).all("h2")]
    assert headings[0].startswith("CAMHS")
    for service in story.cast.services.values():
        assert any(heading.startswith(service.label) for heading in headings)
    assert page.words.count("Named by the family") == 1
    assert "Care nursing notes: on paper, so ask the team at care-nursing@cfhd.example" in page.words
    assert "closed on or after 2 November 2025" in page.words


def test_a_closed_record_without_its_day_is_said_beside_that_service(
    story: Story, visit: Any, received: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk, **_sheet(story, OT="closed", SLT="open, responds"))
    assert "Enter the day on which OT closed the child's record" in page.words
    assert "By e-mail" in page.words
    chosen = [
        radio
        for radio in Screen(page.content.decode()).all("input", value="open")
        if "checked" in radio.attributes
    ]
    (name,) = [radio["name"] for radio in chosen]
    assert name.startswith(f"involvement_{story.cast.services['SLT'].pk}_")
    assert not _facts(Kind.INVOLVEMENT_CHECKED)


def test_an_acknowledgement_that_names_nobody_is_refused_and_records_nothing(
    story: Story, visit: Any, received: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk, **_sheet(story, OT="none"))
    assert "Name at least one service that will respond." in page.words
    assert not _facts(Kind.INVOLVEMENT_CHECKED)


def test_what_stands_is_filled_in_and_only_what_is_new_is_recorded_again(
    story: Story, visit: Any, received: Any
) -> None:
    visit(story.cast.spoc, ROUTE, received.pk, **_sheet(story, OT="open, responds"))
    page = visit(story.cast.spoc, ROUTE, received.pk)
    assert "Torbay Council was told on 20 November 2026; you can tell it anew." in page.words
    ticked = [
        box
        for box in Screen(page.content.decode()).all("input", type="checkbox")
        if "checked" in box.attributes
    ]
    assert [box["name"] for box in ticked] == [f"responds_{story.cast.services['OT'].pk}"]
    visit(story.cast.spoc, ROUTE, received.pk, **_sheet(story, OT="open, responds", SLT="open, responds"))
    assert len(_facts(Kind.INVOLVEMENT_CHECKED)) == len(_facts(Kind.REQUEST_ACKNOWLEDGED)) == 2


def test_the_same_sheet_sent_twice_is_one_acknowledgement(story: Story, visit: Any, received: Any) -> None:
    for _ in range(2):
        page = visit(story.cast.spoc, ROUTE, received.pk, **_sheet(story, OT="open, responds"))
    assert "The council was told on 20 November 2026 that these services will respond." in page.words
    assert len(_facts(Kind.REQUEST_ACKNOWLEDGED)) == 1


def test_an_answer_that_is_taken_back_to_not_checked_is_left_as_it_was(
    story: Story, visit: Any, received: Any
) -> None:
    story.given_it_is_acknowledged(received, date(2026, 11, 3), "OT")
    visit(story.cast.spoc, ROUTE, received.pk, **_sheet(story, SLT="open, responds"))
    assert [fact.details["involvement"] for fact in _facts(Kind.INVOLVEMENT_CHECKED)] == ["open", "open"]


def test_who_may_not_acknowledge_is_refused_and_a_stranger_finds_nothing(
    story: Story, visit: Any, received: Any
) -> None:
    assert visit(story.cast.officer, ROUTE, received.pk).status_code == 403
    assert visit(story.cast.spoc, ROUTE, story.cast.area.pk).status_code == 404
