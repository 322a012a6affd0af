"""What record keeping costs is counted from the look-ups themselves: a page, a workbook, a list and a document."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from django.test import Client

from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.design.words import LONDON
from goldenthread.directory.models import RecordSystem
from goldenthread.intake import actions as intake
from goldenthread.measures import queries
from goldenthread.measures.kept import Keeping
from goldenthread.measures.period import Period
from goldenthread.measures.sitrep.tests.test_files import sheets
from goldenthread.rules.involvement import Involvement
from goldenthread.triage import actions as triage

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)
QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=LONDON)
FILE = f"/record-keeping/torbay/{QUARTER.code}/report"


@pytest.fixture(autouse=True)
def it_is_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-22")


@pytest.fixture
def looked(story: Story) -> None:
    """Wren is looked up for OT on the 4th and on paper for O&O, asked on the 4th, answered on the 9th; Hal for OT."""
    wren, hal = story.given_a_request(RECEIVED), story.given_a_request(RECEIVED)
    said = {"request": wren, "by": story.cast.spoc}
    triage.request_records(service=story.cast.services["O&O"], on=date(2026, 11, 4), **said)
    ot = [intake.Checked(story.cast.services["OT"], "open")]
    intake.check(checked=ot, minutes=5, on=date(2026, 11, 4), **said)
    cards = [intake.Checked(story.cast.services["O&O"], "none")]
    intake.check(checked=cards, minutes=12, on=date(2026, 11, 9), **said)
    story.given_the_records_say(hal, date(2026, 11, 3), "OT", involvement=Involvement.NONE)
    story.given_the_records_say(hal, date(2026, 11, 3), "SLT", involvement=Involvement.KNOWN)


def counted(story: Story) -> Keeping:
    return queries.keeping(story.cast.area, QUARTER, viewer=story.cast.spoc, at=NOON)


def test_look_ups_are_counted_with_their_minutes_and_their_days(story: Story, looked: None) -> None:
    found = counted(story)
    total = found.total
    assert (total.look_ups, total.requests, total.per_request, total.by_team) == (3, 2, 1.5, 1)
    assert (total.timed, total.minutes, total.per_look_up) == (2, 17, 8.5)
    assert (total.own_days, total.team_days) == (1.5, 3.0)
    assert (found.received, found.is_over) == (2, False)


def test_systems_are_counted_for_each_service_and_once_for_all(story: Story, looked: None) -> None:
    found = counted(story)
    services = {each.label: (each.electronic, each.paper, each.opened) for each in found.services}
    assert services["Care Nursing"] == (1, 1, 1)
    assert services["O&O"] == (0, 1, 0)
    systems = {each.name: each for each in found.systems}
    assert len(systems) == 5
    assert systems["Community child health record"].services == ("Care Nursing", "OT", "SLT")
    assert systems["Community child health record"].tally.look_ups == 2
    assert systems["Orthotics appointment cards"].tally.team_days == 3.0


def test_what_a_tracker_states_is_no_look_up_and_what_was_before_is_of_its_service(
    story: Story, looked: None
) -> None:
    RecordSystem.objects.get(code="community-record").services.clear()
    ot = next(each for each in counted(story).services if each.label == "OT")
    slt = next(each for each in counted(story).services if each.label == "SLT")
    assert (ot.electronic, ot.tally.look_ups, slt.tally.look_ups) == (0, 2, 0)


def test_nothing_looked_up_is_told_without_a_mean(story: Story, client: Client) -> None:
    screen = opened(client, story)
    assert "0 look-ups" in screen.one("main").text
    assert "minutes for each" not in screen.one("ul", class_="gt-figures").text


def opened(client: Client, story: Story, query: str = f"?period={QUARTER.code}") -> Screen:
    client.force_login(story.cast.spoc)
    return safe(Screen(client.get(f"/record-keeping/{query}").content.decode()))


def test_the_page_shows_the_figures_and_leads_to_the_files(
    story: Story, looked: None, client: Client
) -> None:
    screen = opened(client, story)
    words = screen.one("main").text
    assert screen.one("h1").text == "Torbay Record keeping, October to December 2026"
    for told in (
        "5 record systems",
        "2 of them on paper (40%)",
        "3 look-ups",
        "8.5 minutes for each look-up",
    ):
        assert told in words
    assert "October to December 2026 is not over." in words
    rows = [row.text for row in screen.all("tr") if "Orthotics appointment cards" in row.text]
    assert rows == [
        "Record system Orthotics appointment cards Kind On paper Open to us No Services 1 Requests 1 Look-ups 1 "
        "For each request 1 By the team 1 Minutes each 12 Days, ours – Days, team’s 3"
    ]
    assert {link["href"] for link in screen.all("a")} >= {f"{FILE}.xlsx", f"{FILE}.csv", f"{FILE}.pdf"}


def test_another_period_is_chosen_and_one_that_is_none_is_told(story: Story, client: Client) -> None:
    client.force_login(story.cast.spoc)
    answer = client.post("/record-keeping/", {"first": "2026-11-01", "last": "2026-11-20"})
    assert answer["Location"] == "/record-keeping/?area=torbay&period=2026-11-01_2026-11-20"
    assert "“spring” is not a period." in opened(client, story, "?period=spring").one("main").text


def test_the_list_has_a_line_for_each_record_of_each_service(
    story: Story, looked: None, client: Client
) -> None:
    client.force_login(story.cast.spoc)
    answer = client.get(f"{FILE}.csv")
    assert 'filename="record-keeping-torbay-2026-10-01-to-2026-12-31.csv"' in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 7
    assert [
        "O&O",
        "Orthotics appointment cards",
        "On paper",
        "No",
        "1",
        "1",
        "1",
        "1",
        "12",
        "–",
        "3",
    ] in rows


def test_the_workbook_holds_the_same_numbers(story: Story, looked: None, client: Client) -> None:
    client.force_login(story.cast.spoc)
    book = sheets(client.get(f"{FILE}.xlsx").content)
    assert list(book) == ["Summary", "By service", "By record system", "What is counted"]
    rows = {row[0]: row[1:] for row in book["By service"] if row}
    assert rows["All services"][:5] == [3, 2, 3, 2, 3]


@pytest.mark.parametrize(
    "way",
    [f"/record-keeping/plymouth/{QUARTER.code}/report.csv", f"{FILE}.docx",
     "/record-keeping/torbay/2027-01-01_2027-03-31/report.csv"],
)  # fmt: skip
def test_what_is_not_counted_is_not_found(story: Story, client: Client, way: str) -> None:
    client.force_login(story.cast.spoc)
    assert client.get(way).status_code == 404
