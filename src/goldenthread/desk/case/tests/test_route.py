"""The not-known route on the case page: how it stands, who acts, and what each may do about it."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.advice import actions as advice
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.desk.case.tests.test_next import _next, all_looked_up
from goldenthread.rules.access import Role

pytestmark = pytest.mark.django_db

RECEIVED, SAID, ON = date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 18)


@pytest.fixture
def slt(story: Story) -> object:
    """SLT, asked on 9 November, does not know the child."""
    (asked,) = story.given_advice_is_sought(RECEIVED, "SLT")
    all_looked_up(story, asked.request, RECEIVED, "SLT")
    story.given_the_child_is_not_known(asked, SAID)
    return asked


def _offered(screen: Screen) -> set[str]:
    ways = {
        "Say that the child is not known", "Refer the child in full", "Ask the designated officer to decide",
        "Decide how the advice is given", "Answer the referral",
    }  # fmt: skip
    return {link.text.removesuffix(" (SLT)") for link in screen.all("a")} & ways


def test_the_route_says_what_the_service_said_how_it_stands_and_by_when(shown, cast: Cast, slt) -> None:
    screen = shown(cast.officer, "desk:case", slt.case_id)
    for words in (
        "On the not-known route",
        "The child is not known to the service, said on 16 November 2026",
        "To be referred, or passed to the designated officer, by 18 November 2026",
        "Due on 21 December 2026",
        "SLT said that the child is not known to it. The request stays open, on the not-known route",
    ):
        assert words in screen.one("main").text
    assert _next(screen) == [
        [
            "Health Single Point of Contact",
            "Refer the child in full, or pass the request to the designated officer",
            "18 November 2026",
            "SLT",
        ]
    ]
    assert _offered(screen) == set()


def test_the_spoc_refers_or_passes_on_and_is_led_there(shown, cast: Cast, slt) -> None:
    screen = shown(cast.spoc, "desk:case", slt.case_id)
    assert _offered(screen) == {"Refer the child in full", "Ask the designated officer to decide"}
    assert len(screen.all("a", href=f"/advice/{slt.pk}/refer/")) == 2


def test_the_service_refers_itself_and_passes_nothing_on(shown, cast: Cast, slt) -> None:
    assert _offered(shown(cast.therapist, "desk:case", slt.case_id)) == {"Refer the child in full"}


def test_the_designated_officer_is_led_to_the_decision(shown, cast: Cast, slt) -> None:
    officer = cast.people[Role.DESIGNATED_OFFICER]
    assert _offered(shown(officer, "desk:case", slt.case_id)) == set()
    advice.request_decision(advice=slt, by=cast.spoc, on=ON)
    screen = shown(officer, "desk:case", slt.case_id)
    assert _offered(screen) == {"Decide how the advice is given"}
    assert _next(screen)[0][0] == "DMO/DCO office"
    assert len(screen.all("a", href=f"/advice/{slt.pk}/decide/")) == 2


def test_a_referral_waits_for_the_service_it_was_made_to(shown, cast: Cast, story: Story) -> None:
    (ot,) = story.given_advice_is_sought(RECEIVED, "OT")
    all_looked_up(story, ot.request, RECEIVED, "OT")
    story.given_the_child_is_not_known(ot, SAID)
    referral = story.given_a_full_referral(ot, ON, "SLT")
    assert _next(shown(cast.spoc, "desk:case", ot.case_id))[0][0] == "SLT"
    screen = shown(cast.therapist, "desk:case", ot.case_id)
    assert "By 25 November 2026 About the referral to SLT" in screen.one("main").text
    assert screen.all("a", href=f"/advice/referrals/{referral.pk}/")


def test_once_the_advice_came_nothing_of_the_route_is_left_to_do(
    shown, cast: Cast, story: Story, slt
) -> None:
    story.given_advice_comes(slt, ON)
    screen = shown(cast.spoc, "desk:case", slt.case_id)
    assert _offered(screen) == set()
    assert "How that stands" not in screen.one("main").text
