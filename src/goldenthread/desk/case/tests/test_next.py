"""What happens next on a case: every open thing has somebody who acts, a deed and a day."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.advice import actions as advice
from goldenthread.cases.append import append
from goldenthread.deadlines import actions as deadlines
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.intake import actions as intake
from goldenthread.intake.models import Request
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2026, 9, 1), date(2026, 11, 9)


def _next(screen: Screen) -> list[list[str]]:
    """The rows under “What happens next”: who, what, by when, about what."""
    cells = [element for element in screen.elements if element["role"] in ("rowheader", "cell")]
    texts = [cell.text for cell in cells[: cells.index(_first_of_another(screen, cells))]]
    for heading in ("Waiting for", "To do", "By", "About"):
        texts = [text.removeprefix(heading).strip() for text in texts]
    return [texts[at : at + 4] for at in range(0, len(texts), 4)]


def _first_of_another(screen: Screen, cells: list) -> object:
    end = next(at for at, each in enumerate(screen.elements) if each["id"] == "services")
    return next((cell for cell in cells if screen.elements.index(cell) > end), cells[-1])


def all_looked_up(story: Story, request: Request, on: date, *asked: str) -> None:
    """The records of the services that were not asked are looked into as well: nothing is left to look up."""
    others = [label for label in story.cast.services if label not in asked]
    story.given_the_records_say(request, on, *others, involvement=Involvement.NONE)


def test_a_request_is_to_be_acknowledged_by_the_single_point_of_contact(
    shown, cast: Cast, story: Story
) -> None:
    request = story.given_a_request(LATE)
    screen = shown(cast.spoc, "desk:case", request.case_id)
    assert [row[0] for row in _next(screen)] == ["Health Single Point of Contact"]
    link = next(link for link in screen.all("a", href=f"/intake/{request.pk}/acknowledge/"))
    assert link.text == "Acknowledge the request to the council"


def test_records_that_nobody_looked_into_have_somebody_who_looks_and_a_day(
    shown, cast: Cast, story: Story
) -> None:
    (slt,) = story.given_advice_is_sought(LATE, "SLT")
    others = [label for label in story.cast.services if label not in ("SLT", "OT")]
    story.given_the_records_say(slt.request, LATE, *others)
    screen = shown(cast.spoc, "desk:case", slt.case_id)
    look = "Look up OT in their records, or ask the team"
    assert ["Health Single Point of Contact", look, "12 November 2026"] in [row[:3] for row in _next(screen)]
    ways = screen.all("a", href=f"/intake/{slt.request_id}/check/")
    assert [way.text.startswith(look) for way in ways] == [True, False]


def test_a_promised_service_is_to_be_asked(shown, cast: Cast, story: Story) -> None:
    request = story.given_a_request(LATE)
    story.given_it_is_acknowledged(request, LATE, "OT", "SLT")
    screen = shown(cast.spoc, "desk:case", request.case_id)
    assert "Seek advice from OT and SLT" in [link.text for link in screen.all("a")]


def test_a_member_of_a_service_is_told_only_of_the_own_turn(shown, cast: Cast, story: Story) -> None:
    slt, _ = story.given_advice_is_sought(LATE, "SLT", "OT")
    found = _next(shown(cast.therapist, "desk:case", slt.case_id))
    assert [row[3] for row in found] == ["SLT"]


def test_each_service_that_was_asked_waits_for_its_own(shown, cast: Cast, story: Story) -> None:
    slt, ot = story.given_advice_is_sought(LATE, "SLT", "OT")
    advice.acknowledge(advice=ot, by=cast.spoc, on=LATE)
    all_looked_up(story, slt.request, LATE, "SLT", "OT")
    found = _next(shown(cast.spoc, "desk:case", slt.case_id))
    assert sorted(found) == [
        ["OT", "Give the advice", "21 December 2026", "OT"],
        ["SLT", "Acknowledge the request", "16 November 2026", "SLT"],
    ]


def test_late_advice_waits_for_whoever_takes_the_next_step(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    all_looked_up(story, slt.request, EARLY, "SLT")
    deadlines.tick(by=cast.tick, on=date(2026, 10, 14))
    found = _next(shown(cast.spoc, "desk:case", slt.case_id))
    step = "Take the step “Escalation letter to the Alliance Director”"
    assert found == [["Assistant Director, Education", step, "27 October 2026", "SLT"]]


def test_late_advice_from_a_tracker_is_to_be_started_by_hand(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(date(2026, 3, 2), "SLT")
    all_looked_up(story, slt.request, date(2026, 3, 2), "SLT")
    append(
        case=slt.case, kind=Kind.ADVICE_IMPORTED, on=LATE, by=cast.spoc, about=slt.pk, details={"file": "x"}
    )
    screen = shown(cast.spoc, "desk:case", slt.case_id)
    assert [link["href"] for link in screen.all("a") if link.text == "Start the ladder here for SLT"] == [
        f"/deadlines/{slt.pk}/start/"
    ]
    assert [row[0] for row in _next(screen)] == ["Health Single Point of Contact"]
    assert "Before go-live" in screen.one("main").text
    assert not [
        link for link in shown(cast.officer, "desk:case", slt.case_id).all("a") if "Start" in link.text
    ]


def test_an_answered_case_says_that_nothing_is_open(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    story.given_advice_comes(slt, date(2026, 10, 1))
    assert "Nothing is open on this case" in shown(cast.spoc, "desk:case", slt.case_id).one("main").text


def test_a_withdrawn_request_asks_nothing_of_anybody(shown, cast: Cast, story: Story) -> None:
    request = story.given_a_request(LATE)
    intake.withdraw(request=request, reason="by-family", remark="They moved.", by=cast.manager, on=LATE)
    screen = shown(cast.spoc, "desk:case", request.case_id)
    assert "Nothing is open on this case" in screen.one("main").text
    assert not screen.all("a", href=f"/intake/{request.pk}/withdraw/")


def test_whoever_may_not_act_reads_what_is_next_without_a_link(shown, cast: Cast, story: Story) -> None:
    request = story.given_a_request(LATE)
    screen = shown(cast.officer, "desk:case", request.case_id)
    assert "Acknowledge the request to the council" in screen.one("main").text
    assert not screen.all("a", href=f"/intake/{request.pk}/acknowledge/")
