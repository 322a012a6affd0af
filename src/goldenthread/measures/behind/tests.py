"""The list behind a figure: as long as the figure says, readable, and safe to take away."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import person
from goldenthread.advice import actions as advice
from goldenthread.audit.models import Entry
from goldenthread.deadlines.actions import tick
from goldenthread.demo.stories import Story
from goldenthread.design.spreadsheet import harmless
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.directory.models import Organisation
from goldenthread.intake import actions as intake
from goldenthread.measures.behind.page import SIZE

FEBRUARY = "/month/torbay/2022-02"


@pytest.fixture(autouse=True)
def it_is_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is read on 1 March 2022."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2022-03-01")


def opened(client: Client, viewer: User, address: str) -> Screen:
    """A list as somebody sees it."""
    client.force_login(viewer)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return safe(Screen(answer.content.decode()))


def listed(screen: Screen) -> list[str]:
    """The rows of the list, without its headings."""
    return [row.text for row in screen.all("tr")[1:]]


def given_wren_is_late(story: Story) -> None:
    """OT and SLT were asked about Wren Rowe on 3 January; OT came four days late, SLT was chased."""
    request = story.given_a_request(
        date(2022, 1, 3), child=story.given_a_child("Wren", "Rowe", on=date(2022, 1, 3)), reference="EHC22-7"
    )
    ot, slt = story.given_advice_is_sought(date(2022, 1, 3), "OT", "SLT", request=request)
    tick(by=story.cast.tick, on=date(2022, 2, 15))
    story.given_advice_comes(ot, date(2022, 2, 18))
    advice.explain(advice=slt, cause="sign-off", by=story.cast.spoc, on=date(2022, 2, 28))


def test_a_row_tells_the_child_the_dates_and_how_it_stands(client: Client, story: Story) -> None:
    given_wren_is_late(story)
    screen = opened(client, story.cast.spoc, f"{FEBRUARY}/returned-late?service=ot")
    assert screen.one("h1").text == "Torbay, February 2022 Returned late: OT"
    assert listed(screen) == [
        "Child Wren Rowe Reference EHC22-7 Service OT Received 3 Jan 2022 Due 14 Feb 2022 Returned 18 Feb 2022 "
        "How it stands Red: 4 days late Step reached Chase within health"
    ]
    assert any((link["href"] or "").startswith("/case/") for link in screen.all("a"))


def test_the_list_says_what_is_counted_and_leads_back(client: Client, story: Story) -> None:
    given_wren_is_late(story)
    screen = opened(client, story.cast.spoc, f"{FEBRUARY}/outstanding")
    assert "neither returned nor withdrawn at the end of the month" in screen.html
    back = screen.one("a", class_="nhsuk-back-link")
    assert (back.text, back["href"]) == (
        "Back to the sitrep of February 2022",
        "/month/?area=torbay&month=2022-02",
    )


def test_a_request_received_tells_whether_it_was_known_and_who_was_asked(
    client: Client, story: Story
) -> None:
    given_wren_is_late(story)
    (row,) = listed(opened(client, story.cast.spoc, "/month/torbay/2022-01/received"))
    assert row == ("Child Wren Rowe Reference EHC22-7 Received 3 Jan 2022 Known Known Services asked OT, SLT")


@pytest.mark.parametrize(
    ("way", "title"),
    [
        ("step?step=internal-chase&service=slt", "Outstanding on “Chase within health”: SLT"),
        ("step?step=none", "Outstanding, no step yet"),
        ("cause?cause=sign-off", "Late because “The report waited to be checked or signed”"),
        ("known", "Known"),
    ],
)
def test_a_list_is_called_what_it_is(client: Client, story: Story, way: str, title: str) -> None:
    given_wren_is_late(story)
    assert title in opened(client, story.cast.spoc, f"{FEBRUARY}/{way}").one("h1").text


@pytest.mark.parametrize(
    ("came_on", "excused", "withdrawn", "stands"),
    [
        (date(2022, 2, 14), False, False, "Green: In time"),
        (date(2022, 2, 15), False, False, "Red: 1 day late"),
        (None, False, False, "Red: 15 days late"),
        (None, True, False, "15 days late, exemption claimed"),
        (None, False, True, "Not rated: Withdrawn"),
    ],
)
def test_each_outcome_is_told_in_words_and_colour(
    client: Client, story: Story, came_on: date | None, excused: bool, withdrawn: bool, stands: str
) -> None:
    (ot,) = story.given_advice_is_sought(date(2022, 1, 3), "OT")
    if excused:
        advice.excuse(
            advice=ot, ground="missed-appointment", remark="Missed", by=story.cast.spoc, on=date(2022, 2, 20)
        )
    if withdrawn:
        advice.withdraw(
            advice=ot, reason="by-council", remark="Not needed", by=story.cast.spoc, on=date(2022, 2, 20)
        )
    if came_on:
        story.given_advice_comes(ot, came_on)
    (row,) = listed(opened(client, story.cast.spoc, "/month/torbay/2022-01/asked"))
    assert f"How it stands {stands}" in row or stands in row


def test_what_is_not_due_yet_says_how_long_is_left(client: Client, story: Story) -> None:
    for day in (date(2022, 1, 18), date(2022, 2, 14)):
        story.given_advice_is_sought(day, "OT")
    first, second = listed(opened(client, story.cast.spoc, f"{FEBRUARY}/outstanding"))
    assert "Due today" in first
    assert "27 days left" in second


def test_a_long_list_comes_in_pages_and_leaves_whole(client: Client, story: Story) -> None:
    request = story.given_a_request(date(2022, 2, 1))
    for _ in range(SIZE):
        story.given_a_request(date(2022, 2, 2), child=request.case.child)
    first = opened(client, story.cast.spoc, f"{FEBRUARY}/received")
    assert f"Showing 1 to {SIZE} of {SIZE + 1} requests" in first.html
    second = opened(client, story.cast.spoc, f"{FEBRUARY}/received?page=2")
    assert (len(listed(first)), len(listed(second))) == (SIZE, 1)
    taken = client.get(f"{FEBRUARY}/received.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(taken)))) == SIZE + 2


def test_a_list_taken_away_holds_its_headings_and_no_formula(client: Client, story: Story) -> None:
    child = story.given_a_child("=1+1", "@Rowe", on=date(2022, 2, 3))
    request = story.given_a_request(date(2022, 2, 3), child=child, reference="+44")
    story.given_advice_is_sought(date(2022, 2, 3), "OT", request=request)
    client.force_login(story.cast.spoc)
    answer = client.get(f"{FEBRUARY}/asked.csv?service=ot")
    assert answer["Content-Disposition"] == 'attachment; filename="torbay-2022-02-asked.csv"'
    headings, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert headings[:3] == ["Child", "Reference", "Service"]
    assert row[:3] == ["'=1+1 @Rowe", "'+44", "OT"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_what_begins_like_a_formula_is_made_text(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_the_audit_keeps_who_took_a_list_away(client: Client, story: Story) -> None:
    given_wren_is_late(story)
    client.force_login(story.cast.officer)
    client.get(f"{FEBRUARY}/outstanding.csv")
    entry = Entry.objects.get(deed="measures.export")
    assert (entry.recorded_by, entry.area_id) == (story.cast.officer.pk, story.cast.area.pk)


def test_a_council_opens_its_own_requests_and_is_told_that_there_are_more(
    client: Client, story: Story
) -> None:
    given_wren_is_late(story)
    intake.receive(
        child=story.given_a_child("Hal", "Moyle", on=date(2022, 1, 4)),
        council=Organisation.objects.get(code="devon-council"),
        by=story.cast.spoc,
        on=date(2022, 1, 4),
    )
    screen = opened(client, story.cast.officer, "/month/torbay/2022-01/received")
    assert "The figure is 2. You can open the 1 that your role lets you read." in screen.html
    assert len(listed(screen)) == 1


@pytest.mark.parametrize(
    "way",
    [
        "/month/plymouth/2022-02/asked",
        "/month/torbay/2022-04/asked",
        "/month/torbay/2022-02/asked?service=magic",
        "/month/torbay/2022-02/guessed",
        "/month/torbay/2022-13/asked",
    ],
)
def test_what_is_not_counted_is_not_found(client: Client, story: Story, way: str) -> None:
    client.force_login(story.cast.spoc)
    assert client.get(way).status_code == 404


def test_what_has_not_happened_is_said_in_words(client: Client, story: Story) -> None:
    story.given_advice_is_sought(date(2022, 2, 14), "OT")
    story.given_a_request(date(2022, 2, 15))
    (row,) = listed(opened(client, story.cast.spoc, f"{FEBRUARY}/outstanding"))
    assert "Returned Not yet" in row
    assert "Step reached None" in row
    assert "Services asked None yet" in listed(opened(client, story.cast.spoc, f"{FEBRUARY}/received"))[1]


def test_nothing_counted_leads_back_to_the_month(client: Client, story: Story) -> None:
    screen = opened(client, story.cast.spoc, f"{FEBRUARY}/returned")
    assert "Nothing is counted here." in screen.html


@pytest.mark.parametrize("end", ["received", "asked", "received.csv", "asked.csv"])
def test_whoever_only_reports_opens_no_list(client: Client, story: Story, end: str) -> None:
    client.force_login(person("reporting@torbay.example"))
    assert client.get(f"{FEBRUARY}/{end}").status_code == 403


def test_a_service_may_read_what_it_was_asked_but_not_take_it_away(client: Client, story: Story) -> None:
    given_wren_is_late(story)
    assert len(listed(opened(client, story.cast.therapist, "/month/torbay/2022-01/asked"))) == 1
    assert client.get("/month/torbay/2022-01/asked.csv").status_code == 403
