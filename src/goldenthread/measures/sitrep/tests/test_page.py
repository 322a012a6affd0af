"""The month's page: what it shows, to whom, and where its figures lead."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.test import Client

from goldenthread.accounts.actions import appoint_reporter, ensure_system_account, join
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import person
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.directory.actions import load
from goldenthread.directory.models import Organisation
from goldenthread.rules.access import Role


@pytest.fixture(autouse=True)
def a_month_in_torbay(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 1 March 2022. In February OT answered late, and SLT was still awaited."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2022-03-01")
    ot, _slt = story.given_advice_is_sought(date(2022, 1, 3), "OT", "SLT")
    story.given_advice_comes(ot, date(2022, 2, 18))
    story.given_advice_is_sought(date(2022, 2, 3), "OT")


def opened(client: Client, viewer: User, address: str = "/month/") -> Screen:
    """A page as somebody sees it."""
    client.force_login(viewer)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return safe(Screen(answer.content.decode()))


def rows(screen: Screen) -> list[str]:
    """Every row of every table, as it is read."""
    return [row.text for row in screen.all("tr")]


def test_the_latest_month_that_is_over_is_shown_first(client: Client, story: Story) -> None:
    screen = opened(client, story.cast.spoc)
    assert screen.one("h1").text == "Torbay Sitrep of February 2022"
    assert "Counted on 1 March 2022 at" in screen.html
    assert "is not over" not in screen.html


def test_a_month_that_runs_is_said_to_run(client: Client, story: Story) -> None:
    assert "March 2022 is not over." in opened(client, story.cast.spoc, "/month/?month=2022-03").html


def test_every_month_since_the_first_request_can_be_chosen(client: Client, story: Story) -> None:
    screen = opened(client, story.cast.spoc, "/month/?month=2022-01")
    offered = [
        (each.text, each["selected"] is None and "selected" in each.attributes)
        for each in screen.all("option")
    ]
    assert offered == [
        ("The latest that is over", False), ("March 2022", False), ("February 2022", False), ("January 2022", True),
    ]  # fmt: skip


def test_figures_lead_to_the_requests_behind_them_and_noughts_lead_nowhere(
    client: Client, story: Story
) -> None:
    screen = opened(client, story.cast.spoc)
    ways = [link["href"] or "" for link in screen.all("a") if "/month/torbay/" in (link["href"] or "")]
    assert "/month/torbay/2022-02/returned-late?service=ot" in ways
    assert "/month/torbay/2022-02/step?service=slt&step=none" in ways
    assert "/month/torbay/2022-01/received" in ways
    assert not any("asked?service=slt" in way for way in ways)


def test_every_way_on_the_page_opens(client: Client, story: Story) -> None:
    screen = opened(client, story.cast.spoc)
    found = {link["href"] or "" for link in screen.all("a")}
    ways = sorted(way for way in found if way.startswith("/month/"))
    assert len(ways) > 25
    for way in ways:
        assert client.get(way).status_code == 200, way


def test_no_address_of_the_page_holds_more_than_codes(client: Client, story: Story) -> None:
    html = opened(client, story.cast.spoc).html
    assert "Moyle" not in html
    for link in Screen(html).all("a"):
        parts = urlsplit(link["href"] or "")
        assert not any(character.isupper() for character in parts.path + parts.query)


@pytest.mark.parametrize("role", [Role.REPORTING, Role.COMMISSIONER])
def test_whoever_may_see_no_case_reads_the_figures_without_ways_behind_them(
    client: Client, story: Story, role: Role
) -> None:
    screen = opened(client, reader(story, role))
    assert not any("returned-late" in (link["href"] or "") for link in screen.all("a"))
    assert any(row.startswith("Service OT Asked 1") for row in rows(screen))


def reader(story: Story, role: Role) -> User:
    return person("reporting@torbay.example") if role is Role.REPORTING else story.cast.people[role]


def test_a_member_of_a_service_has_no_month(client: Client, story: Story) -> None:
    client.force_login(story.cast.therapist)
    assert client.get("/month/").status_code == 403
    assert client.get("/month/torbay/2022-02/sitrep.json").status_code == 403


def test_a_service_without_data_says_so(client: Client, story: Story) -> None:
    assert any(
        row.startswith("Service PHN: no data yet Asked –") for row in rows(opened(client, story.cast.spoc))
    )


@pytest.mark.parametrize(
    ("month", "sentence"), [("2022-04", "April 2022 has not begun"), ("soon", "is not a month")]
)
def test_a_month_that_cannot_be_counted_says_why_and_shows_another(
    client: Client, story: Story, month: str, sentence: str
) -> None:
    screen = opened(client, story.cast.spoc, f"/month/?month={month}")
    assert sentence in screen.html
    assert "Sitrep of February 2022" in screen.one("h1").text


def test_a_month_of_nothing_says_what_to_do(client: Client, story: Story) -> None:
    screen = opened(client, story.cast.spoc, "/month/?month=2020-06")
    assert "Nothing was received, returned or outstanding in this month." in screen.html
    assert "Import the tracker that you keep today" in [link.text for link in screen.all("a")]
    assert not screen.all("svg", role="img")
    assert [each.text for each in screen.all("option") if "selected" in each.attributes] == ["June 2020"]
    for_support = opened(client, story.cast.support, "/month/?month=2020-06")
    assert "See the month before" in [link.text for link in for_support.all("a")]


def test_the_chart_is_told_to_those_who_do_not_see_it(client: Client, story: Story) -> None:
    screen = opened(client, story.cast.spoc)
    picture = screen.one("svg", role="img")
    assert picture["aria-labelledby"] == "year year-about"
    assert "Month January 2022 Requests received 1 January 2022, Requests received" in " ".join(rows(screen))


@pytest.mark.parametrize(
    ("kind", "mime", "start"),
    [
        ("json", "application/json", b"{"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_the_month_is_taken_away_as_a_file(
    client: Client, story: Story, kind: str, mime: str, start: bytes
) -> None:
    client.force_login(person("reporting@torbay.example"))
    answer = client.get(f"/month/torbay/2022-02/sitrep.{kind}")
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, mime, "no-store")
    assert answer["Content-Disposition"] == f'attachment; filename="sitrep-torbay-2022-02.{kind}"'
    assert answer.content.startswith(start)


def test_the_file_says_what_the_page_says(client: Client, story: Story) -> None:
    client.force_login(story.cast.spoc)
    answer = json.loads(client.get("/month/torbay/2022-02/sitrep.json").content)
    assert (answer["requests_received"], answer["all_services"]["returned_late"]) == (1, 1)
    assert answer["counted_at"].startswith("2022-03-01T") and answer["counted_at"].endswith("+00:00")


@pytest.mark.parametrize(
    "way",
    [
        "plymouth/2022-02/sitrep.pdf",
        "torbay/2022-02/sitrep.docx",
        "torbay/2022-04/sitrep.pdf",
        "torbay/2022-13/sitrep.pdf",
    ],
)
def test_another_area_another_kind_or_another_time_is_not_found(
    client: Client, story: Story, way: str
) -> None:
    client.force_login(story.cast.spoc)
    assert client.get(f"/month/{way}").status_code == 404


def test_whoever_reports_for_two_areas_chooses_between_them(client: Client, story: Story) -> None:
    setter = ensure_system_account("set-up", "Set-up")
    plymouth = load(text=pack_text("plymouth"), by=setter, on=date(2021, 1, 1)).version.area
    reporter = appoint_reporter(area=plymouth, by=setter, on=date(2021, 1, 1))
    cfhd = Organisation.objects.get(code="cfhd-spoc")
    join(user=reporter, organisation=cfhd, role=Role.REPORTING, by=setter, on=date(2021, 1, 1))
    assert "Sitrep" in opened(client, reporter).one("h1").text
    screen = opened(client, reporter, "/month/?area=torbay&month=2022-02")
    assert screen.one("h1").text == "Torbay Sitrep of February 2022"
    assert [each.text for each in screen.all("label")] == ["Area", "Month"]
