"""Each service on the case page: its stage, its date, its ladder, and what the viewer may do."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.advice import actions as advice
from goldenthread.deadlines import actions as deadlines
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen

pytestmark = pytest.mark.django_db

WRITES = ["Write the advice", "Hand in a document"]
LINK = "Send a link to answer by"
PACK = ["Request pack as a PDF", "Request pack as a Word document"]
NOT_KNOWN = "Say that the child is not known"
EARLY, LATE = date(2026, 9, 1), date(2026, 11, 9)
ALL_DEEDS = [
    "Acknowledge",
    *WRITES,
    "Record the advice",
    LINK,
    "Chase",
    "Say why it is late",
    "Claim an exemption",
    "Withdraw",
    "Say that the child is not known",
    *PACK,
]


def _deeds(screen: Screen) -> list[str]:
    return [link.text.removesuffix(" (SLT)") for link in screen.all("a") if link.text.endswith(" (SLT)")]


def test_the_spoc_may_do_everything_with_what_is_open_and_late(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    assert _deeds(shown(cast.spoc, "desk:case", slt.case_id)) == ALL_DEEDS


def test_a_deed_that_makes_no_sense_is_not_offered(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(LATE, "SLT")
    advice.acknowledge(advice=slt, by=cast.spoc, on=LATE)
    offered = _deeds(shown(cast.spoc, "desk:case", slt.case_id))
    assert offered == [
        *WRITES,
        "Record the advice",
        LINK,
        "Chase",
        "Claim an exemption",
        "Withdraw",
        NOT_KNOWN,
        *PACK,
    ]
    story.given_advice_comes(slt, LATE)
    assert _deeds(shown(cast.spoc, "desk:case", slt.case_id)) == PACK


def test_late_advice_can_be_explained_after_it_came(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    story.given_advice_comes(slt, date(2026, 11, 3))
    screen = shown(cast.spoc, "desk:case", slt.case_id)
    assert _deeds(screen) == ["Say why it is late", *PACK]
    assert "Advice received Red: 21 days late" in screen.one("main").text


def test_a_member_of_the_service_answers_and_a_council_reads(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(LATE, "SLT")
    assert _deeds(shown(cast.therapist, "desk:case", slt.case_id)) == [
        "Acknowledge",
        *WRITES,
        "Record the advice",
        "Claim an exemption",
        NOT_KNOWN,
        *PACK,
    ]
    assert _deeds(shown(cast.officer, "desk:case", slt.case_id)) == PACK


def test_every_deed_leads_to_a_page(status, cast: Cast, story: Story, shown, client) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    screen = shown(cast.manager, "desk:case", slt.case_id)
    leading = {
        str(link["href"])
        for link in screen.all("a")
        if str(link["href"]).startswith(("/advice/", "/intake/"))
    }
    assert len(leading) > 8
    assert {address: client.get(address).status_code for address in leading} == dict.fromkeys(leading, 200)


def test_the_ladder_shows_what_was_done_what_is_due_and_what_comes(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    deadlines.tick(by=cast.tick, on=date(2026, 10, 15))
    text = shown(cast.spoc, "desk:case", slt.case_id).one("main").text
    assert (
        "Escalation: reached “Chase within health”; next “Escalation letter to the Alliance Director”" in text
    )
    assert "Due 14 Oct 2026 done on 15 October 2026 How it stands Done" in text
    assert "From Assistant Director, Education to CFHD Alliance Director Due 27 Oct 2026" in text
    assert "How it stands Due" in text and "How it stands To come" in text


def test_the_council_sees_whom_to_ask_in_health_and_when_it_is_due(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    text = shown(cast.officer, "desk:case", slt.case_id).one("main").text
    assert "Contact point slt@cfhd.example" in text
    assert "Due on 13 October 2026" in text


def test_advice_in_time_has_no_ladder_to_show(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(LATE, "SLT")
    story.given_advice_comes(slt, LATE)
    assert "Escalation" not in shown(cast.spoc, "desk:case", slt.case_id).one("main").text


def test_an_exemption_excuses_and_does_not_move_the_date(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    advice.excuse(
        advice=slt,
        ground="exceptional-circumstances",
        remark="Bereavement",
        by=cast.spoc,
        on=date(2026, 10, 1),
    )
    text = shown(cast.spoc, "desk:case", slt.case_id).one("main").text
    assert "Exemption claimed on 1 October 2026: exceptional circumstances affect the child" in text
    assert "It excuses lateness; it does not move the date." in text
    assert "Amber: 40 days late, exemption claimed" in text
    assert "Due on 13 October 2026" in text


def test_why_it_is_late_is_said_in_the_areas_words(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(EARLY, "SLT")
    advice.explain(advice=slt, cause="staff-absence", by=cast.spoc, on=date(2026, 10, 20))
    assert "Why it is late Staff were absent" in shown(cast.spoc, "desk:case", slt.case_id).one("main").text


def test_twelve_services_cost_no_more_questions_than_one(client, today, cast: Cast, story: Story) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client.force_login(cast.spoc)

    def questions(*labels: str) -> int:
        asked = story.given_advice_is_sought(EARLY, *labels)
        address = reverse("desk:case", args=[asked[0].case_id])
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    assert questions("SLT") == questions("CAMHS", "Care Nursing", "O&O", "OT", "PHN", "SLT") <= 33
