"""What was checked is told with its day and its person, and what happens next stands below it."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.advice.queries import not_known_route
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.intake import actions as intake
from goldenthread.rules.letters import FIELDS
from goldenthread.triage import actions as triage

pytestmark = pytest.mark.django_db

RECEIVED, SAID, TODAY = date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 22)


@pytest.fixture
def slt(story: Story) -> object:
    """SLT, asked on 9 November; its records know nothing, CAMHS closed the child a year before the request."""
    (asked,) = story.given_advice_is_sought(RECEIVED, "SLT")
    for label, said, closed_on in (("SLT", "none", None), ("CAMHS", "closed", date(2025, 11, 9))):
        checked = [intake.Checked(story.cast.services[label], said, closed_on)]
        intake.check(request=asked.request, checked=checked, by=story.cast.spoc, on=date(2026, 11, 10))
    story.given_the_child_is_not_known(asked, SAID)
    return asked


def _rows(screen: Screen) -> dict[str, str]:
    """Each service's line as text."""
    rows = [element.text for element in screen.all("tr", role="row")]
    lines = [row for row in rows if row.startswith("Service ") and not row.startswith("Service Known")]
    return {row.split()[1]: row for row in lines if "What it says" in row}


def test_the_council_reads_what_was_checked_by_whom_when_and_with_what_result(shown, cast: Cast, slt) -> None:
    screen = shown(cast.officer, "desk:checked", slt.case_id)
    rows = _rows(screen)
    assert "Community child health record" in rows["SLT"]
    assert "Not there (not known)" in rows["SLT"]
    assert f"10 November 2026, by {cast.spoc.name}" in rows["SLT"]
    assert "Closed on 9 November 2025 (known)" in rows["CAMHS"]
    assert "Not looked up yet" in rows["PHN"]
    main = screen.one("main").text
    assert "referred and not seen yet, or closed on or after 9 November 2025." in main
    assert "5 of 7 records have not been looked into. Look into them by 12 November 2026." in main
    assert "Known? Not known" in rows["SLT"]
    assert "Known? Not said yet" in rows["PHN"]
    assert "Health Single Point of Contact" in screen.one("main").text
    assert not screen.all("a", href=f"/intake/{slt.request_id}/check/?service={slt.service_id}")


def test_a_paper_record_or_one_that_is_shut_to_us_says_whom_to_ask(shown, cast: Cast, slt) -> None:
    rows = _rows(shown(cast.spoc, "desk:checked", slt.case_id))
    assert "Orthotics appointment cards: on paper, so ask the team at orthotics@cfhd.example" in rows["O&O"]


def test_the_spoc_is_led_from_each_line_to_its_look_up_and_from_the_case_to_the_sheet(
    shown, cast: Cast, slt
) -> None:
    assert shown(cast.spoc, "desk:case", slt.case_id).all("a", href=f"/case/{slt.case_id}/checked/")
    screen = shown(cast.spoc, "desk:checked", slt.case_id)
    assert screen.one("a", href=f"/intake/{slt.request_id}/check/?service={slt.service_id}")
    sheet = screen.all("a", href=f"/intake/{slt.request_id}/check/")
    assert sheet[0].text == "Fill in the check sheet"
    assert screen.one("a", href=f"/advice/{slt.pk}/refer/")


def test_a_service_s_people_read_their_own_line_alone(shown, cast: Cast, slt) -> None:
    assert set(_rows(shown(cast.therapist, "desk:checked", slt.case_id))) == {"SLT"}


def test_a_case_that_is_not_theirs_is_not_there(status, cast: Cast, story: Story) -> None:
    (ot,) = story.given_advice_is_sought(RECEIVED, "OT")
    assert status(cast.therapist, "desk:checked", ot.case_id) == 404


def test_a_letter_tells_what_was_checked_and_what_happens_next_and_names_no_child(
    cast: Cast, story: Story, slt
) -> None:
    cards = {"service": cast.services["O&O"], "by": cast.spoc, "on": date(2026, 11, 13)}
    triage.request_records(request=slt.request, **cards)
    told = not_known_route(slt.pk, cast.spoc, TODAY)
    assert told == {
        "checked": "CAMHS (Mental health record): closed on 9 November 2025 (known), looked up on 10 November 2026; "
        "SLT (Community child health record): not there (not known), looked up on 10 November 2026",
        "unchecked": "Care Nursing (Community child health record): Health Single Point of Contact, by 12 November "
        "2026; Care Nursing (Care nursing notes): Health Single Point of Contact, by 12 November 2026; O&O "
        "(Orthotics appointment cards): the team, by 18 November 2026; OT (Community child health record): Health "
        "Single Point of Contact, by 12 November 2026; PHN (Public health nursing record): Health Single Point of "
        "Contact, by 12 November 2026",
        "said": "The child is not known to the service",
        "next_who": "Health Single Point of Contact",
        "next_action": "Refer the child in full, or pass the request to the designated officer",
        "next_by": "18 November 2026",
    }
    assert set(told) <= set(FIELDS)
    story.given_a_full_referral(slt, SAID, "OT")
    later = not_known_route(slt.pk, cast.spoc, TODAY)
    assert later and (later["next_who"], later["next_by"]) == ("OT", "23 November 2026")
    story.given_advice_comes(slt, SAID)
    assert not_known_route(slt.pk, cast.spoc, TODAY) is None
