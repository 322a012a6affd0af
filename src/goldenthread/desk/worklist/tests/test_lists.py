"""Which requests stand on which list of the day, and what each row says."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.advice import actions as advice
from goldenthread.deadlines import actions as deadlines
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.desk.worklist.tests.listed import column, rows, tabs
from goldenthread.intake import actions as intake

pytestmark = pytest.mark.django_db

OVERDUE, WEEK, LATER = date(2026, 9, 1), date(2026, 10, 14), date(2026, 11, 16)
"""Received on these days, advice is due on 13 October, 25 November and 28 December 2026; today is 22 November."""


@pytest.fixture
def three(story: Story) -> list:
    """Advice overdue from SLT, due this week from OT, due later from PHN and SLT."""
    asked = []
    for on, label in ((OVERDUE, "SLT"), (WEEK, "OT"), (LATER, "PHN"), (date(2026, 11, 17), "SLT")):
        asked += story.given_advice_is_sought(on, label)
    return asked


def test_the_front_page_lists_all_that_is_open_the_earliest_due_first(read, cast: Cast, three) -> None:
    screen = read(cast.spoc)
    assert column(screen, "Service") == ["SLT", "OT", "PHN", "SLT"]
    assert screen.one("h1").text == "All open Worklist"


def test_each_list_has_its_count(read, cast: Cast, three) -> None:
    advice.acknowledge(advice=three[2], by=cast.spoc, on=date(2026, 11, 18))
    assert tabs(read(cast.spoc)) == {
        "Overdue": "1",
        "Due this week": "1",
        "Not acknowledged by the service": "3",
        "All open": "4",
        "Records to look up": "4",
    }


@pytest.mark.parametrize(
    ("due", "services"),
    [
        ("overdue", ["SLT"]),
        ("week", ["OT"]),
        ("unacknowledged", ["SLT", "OT", "PHN", "SLT"]),
        ("nonsense", ["SLT", "OT", "PHN", "SLT"]),
    ],
)
def test_a_list_shows_its_own(read, cast: Cast, three, due: str, services: list[str]) -> None:
    assert column(read(cast.spoc, due=due), "Service") == services


def test_an_overdue_row_says_how_late_and_who_acts_next(read, cast: Cast, three) -> None:
    deadlines.tick(by=cast.tick, on=date(2026, 10, 14))
    (row,) = rows(read(cast.spoc, due="overdue"))
    assert row[1:] == [
        three[0].case.reference,
        "SLT",
        "1 Sep 2026",
        "13 Oct 2026 Red: 40 days late",
        "Chase within health 14 Oct 2026",
        "Assistant Director, Education",
        "Take the step “Escalation letter to the Alliance Director” by 27 Oct 2026",
    ]


def test_a_row_that_is_not_late_waits_for_its_service(read, cast: Cast, three) -> None:
    advice.acknowledge(advice=three[1], by=cast.spoc, on=date(2026, 10, 16))
    (row,) = rows(read(cast.spoc, due="week"))
    assert row[4:] == ["25 Nov 2026 Amber: 3 days left", "None", "OT", "Give the advice by 25 Nov 2026"]


def test_answered_requests_leave_the_open_list_and_stand_under_received(
    read, cast: Cast, three, story: Story
) -> None:
    story.given_advice_comes(three[0], date(2026, 10, 23))
    assert column(read(cast.spoc), "Service") == ["OT", "PHN", "SLT"]
    (row,) = rows(read(cast.spoc, due="returned"))
    assert row[4:] == ["13 Oct 2026 Red: 10 days late", "None", "Nobody", "Nothing"]


def test_a_request_that_nobody_acknowledged_is_on_a_list_of_its_own(read, cast: Cast, story: Story) -> None:
    request = story.given_a_request(LATER)
    assert tabs(read(cast.spoc))["Requests to acknowledge"] == "1"
    screen = read(cast.spoc, due="acknowledge")
    assert rows(screen)[0][2:] == [
        "16 Nov 2026",
        "Torbay Council",
        f"Acknowledge for {request.case.child.name}",
        "22 Nov 2026",
    ]
    assert screen.one("a", href=f"/intake/{request.pk}/acknowledge/")


def test_a_promised_service_that_was_never_asked_is_on_a_list_of_its_own(
    read, cast: Cast, story: Story
) -> None:
    request = story.given_a_request(LATER)
    story.given_it_is_acknowledged(request, LATER, "OT", "SLT")
    advice.seek(request=request, services=story.services("OT"), by=cast.spoc, on=LATER)
    screen = read(cast.spoc, due="seek")
    assert column(screen, "Services promised") == ["SLT"]
    assert screen.one("a", href=f"/advice/{request.pk}/seek/")


def test_a_young_person_over_school_age_is_on_a_list_of_its_own_for_who_may_ask(
    read, cast: Cast, story: Story
) -> None:
    child = story.given_a_child("Ember", "Ottermark", born_on=date(2010, 3, 1))
    request = story.given_a_request(LATER, child=child)
    name = "Rights passed to the young person"
    for person in (cast.officer, cast.spoc):
        assert tabs(read(person))[name] == "1"
        screen = read(person, due="rights")
        assert screen.one("a", href=f"/cases/{request.case_id}/wishes/")
        (row,) = rows(screen)
        assert row == [
            "Ember Ottermark",
            request.case.reference,
            "26 Jun 2026",
            "Torbay Council",
            "Confirm wishes and capacity for Ember Ottermark",
            "10 Jul 2026",
        ]
    assert name not in tabs(read(cast.therapist))
    assert not rows(read(cast.therapist, due="rights"))


def test_a_withdrawn_request_waits_for_nobody(read, cast: Cast, story: Story) -> None:
    request = story.given_a_request(LATER)
    intake.withdraw(request=request, reason="by-family", remark="They moved.", by=cast.manager, on=LATER)
    assert "Requests to acknowledge" not in tabs(read(cast.spoc))


def test_somebody_of_the_council_sees_what_waits_but_no_deed(read, cast: Cast, story: Story) -> None:
    story.given_a_request(LATER)
    assert rows(read(cast.officer, due="acknowledge"))[0][-2] == "Acknowledge"


def test_a_member_of_a_service_sees_only_what_that_service_was_asked(
    read, cast: Cast, three, story: Story
) -> None:
    story.given_a_request(LATER)
    screen = read(cast.therapist)
    assert column(screen, "Service") == ["SLT", "SLT"]
    assert set(tabs(screen)) == {"Overdue", "Due this week", "Not acknowledged by the service", "All open"}


def test_whoever_only_counts_starts_at_the_month(client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("measures:sitrep"))


def test_an_empty_list_says_what_to_do_next(read, cast: Cast) -> None:
    screen = read(cast.spoc)
    assert "When a council’s request arrives" in screen.html.replace("&#39;", "’").replace("'", "’")
    assert screen.one("main").text.endswith("Receive a request")
    assert "See what is due this week" in read(cast.spoc, due="overdue").one("main").text


def test_late_advice_from_a_tracker_waits_until_its_ladder_is_started(read, cast: Cast, three) -> None:
    assert "Late before go-live" not in tabs(read(cast.spoc))
    assert "No advice waits for its ladder" in read(cast.spoc, due="before-go-live").one("main").text


def test_what_is_on_the_not_known_route_is_a_list_of_its_own_and_stays_open(
    read, cast: Cast, three, story: Story
) -> None:
    assert "On the not-known route" not in tabs(read(cast.spoc))
    story.given_the_child_is_not_known(three[2], date(2026, 11, 17))
    assert tabs(read(cast.spoc))["On the not-known route"] == "1"
    (row,) = rows(read(cast.spoc, due="not-known"))
    assert row[2] == "PHN"
    assert row[-2:] == [
        "Health Single Point of Contact",
        "Refer the child in full, or pass the request to the designated officer by 19 Nov 2026",
    ]
    assert column(read(cast.spoc), "Service") == ["SLT", "OT", "PHN", "SLT"]
    story.given_advice_comes(three[2], date(2026, 11, 18))
    assert "No request is on the not-known route." in read(cast.spoc, due="not-known").one("main").text


def test_the_not_known_route_is_narrowed_and_sorted_as_the_others_are(
    read, cast: Cast, three, story: Story
) -> None:
    for asked in three[1:]:
        story.given_the_child_is_not_known(asked, date(2026, 11, 17))
    assert column(read(cast.spoc, due="not-known", sort="service"), "Service") == ["OT", "PHN", "SLT"]
    slt = str(cast.services["SLT"].pk)
    assert column(read(cast.spoc, due="not-known", service=slt), "Service") == ["SLT"]
    assert column(read(cast.therapist, due="not-known"), "Service") == ["SLT"]


def test_a_referral_from_another_service_waits_on_the_worklist_of_the_service_it_was_made_to(
    read, cast: Cast, three, story: Story
) -> None:
    story.given_the_child_is_not_known(three[2], date(2026, 11, 17))
    referral = story.given_a_full_referral(three[2], date(2026, 11, 18), "SLT")
    assert rows(read(cast.spoc, due="not-known"))[0][-2] == "SLT"
    link = read(cast.therapist).one("a", href=f"/advice/referrals/{referral.pk}/")
    assert link.text == f"{referral.case.child.name}, {referral.case.reference}: answer by 25 Nov 2026"
    assert not read(cast.spoc).all("a", href=f"/advice/referrals/{referral.pk}/")
