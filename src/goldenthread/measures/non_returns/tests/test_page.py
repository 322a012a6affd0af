"""The audit's page and the lists behind it: readable, sortable by nobody's name, and figures alone for a board."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import person
from goldenthread.advice import actions as advice
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import share
from goldenthread.deadlines.actions import tick
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.post import actions as post
from goldenthread.post.models import Message
from goldenthread.rules.access import Basis, Role
from goldenthread.rules.outcomes import Said

QUARTER = "2022-01-01_2022-03-31"
BEHIND = f"/non-returns/torbay/{QUARTER}"
LADDER = (date(2022, 2, 15), date(2022, 3, 1), date(2022, 3, 7), date(2022, 3, 15), date(2022, 3, 29))


@pytest.fixture(autouse=True)
def it_is_april(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is read on 4 April 2022."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2022-04-04")


def _answered(story: Story) -> None:
    """Of Wren Rowe's four: O&O in time, OT late, SLT promised by the 31st and not come, CAMHS not to be given."""
    child = story.given_a_child("Wren", "Rowe", on=date(2022, 1, 3))
    request = story.given_a_request(date(2022, 1, 3), child=child, reference="EHC22-7")
    ono, ot, slt, camhs = story.given_advice_is_sought(
        date(2022, 1, 3), "O&O", "OT", "SLT", "CAMHS", request=request
    )
    story.given_advice_comes(ono, date(2022, 2, 14))
    story.given_advice_comes(ot, date(2022, 3, 2))
    advice.explain(advice=slt, cause="capacity", by=story.cast.spoc, on=date(2022, 3, 1))
    for day in LADDER:
        tick(by=story.cast.tick, on=day)
    refusal = Said(None, "not-required", ("head-camhs",), "The last report holds.")
    for asked, told in ((slt, Said(date(2022, 3, 30), "staff-absence")), (camhs, refusal)):
        letter = Message.objects.get(about=asked.pk, step="health-outcome", recipient="ad-education")
        code = "health-date" if told.promised_on else "health-not-provided"
        head = story.cast.people[Role.HEAD_OF_SERVICE]
        post.complete(
            message=letter, told=told, template_code=code, version=letter.version, by=head, on=LADDER[-1]
        )


SCENE = _answered


@pytest.fixture
def answered(scene: None, story: Story) -> Story:
    """The story goes on after all four were answered."""
    return story


def opened(client: Client, viewer: User, address: str = "/non-returns/") -> Screen:
    """A page as somebody sees it."""
    client.force_login(viewer)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return safe(Screen(answer.content.decode()))


def rows(screen: Screen) -> list[str]:
    return [row.text for row in screen.all("tr")]


def test_the_latest_quarter_that_is_over_is_shown_to_its_readers(client: Client, answered: Story) -> None:
    screen = opened(client, answered.cast.spoc)
    assert screen.one("h1").text == "Torbay Advice not returned, January to March 2022"
    assert "For the SEND Operations Group and Quality, Evidence and Audit Group." in screen.html
    found = rows(screen)
    assert (
        "Service All services Fell due 4 All services, Fell due In time 1 All services, In time Share in time 25% "
        "Late 1 All services, Late Taken back 0 Not returned 2 All services, Not returned From before 0 "
        "All not returned 2 All services, All not returned"
    ) in found
    assert any(row.startswith("Reason Staff were absent CAMHS 0 SLT 1") for row in found)
    assert any(
        row.startswith("Reason Will not be given: advice of this service is not required") for row in found
    )
    assert any(row.startswith("Outcome and reason A: staff were absent") for row in found)
    assert any(
        row.startswith("Outcome and reason B: advice of this service is not required") for row in found
    )
    assert any("A: promise not kept 1" in row and row.startswith("Service SLT") for row in found)
    assert any("B: not to be given 1" in row and row.startswith("Service CAMHS") for row in found)
    assert any(row.startswith("Service PHN: no data yet Fell due –") for row in found)


def test_every_way_on_the_page_opens(client: Client, answered: Story) -> None:
    screen = opened(client, answered.cast.spoc)
    ways = sorted(
        {link["href"] or "" for link in screen.all("a") if "/non-returns/torbay" in (link["href"] or "")}
    )
    assert len(ways) > 20
    for way in ways:
        assert client.get(way).status_code == 200, way


def test_no_address_and_no_table_of_the_page_names_a_child(client: Client, answered: Story) -> None:
    html = opened(client, answered.cast.spoc).html
    assert "Wren" not in html and "EHC22-7" not in html


def test_whoever_may_see_no_case_reads_the_figures_without_ways_behind_them(
    client: Client, answered: Story
) -> None:
    for viewer in (person("reporting@torbay.example"), answered.cast.people[Role.COMMISSIONER]):
        screen = opened(client, viewer)
        assert not ways_behind(screen)
        assert any(row.startswith("Service OT Fell due 1") for row in rows(screen))


def test_a_commissioner_who_was_let_into_a_case_opens_lists_that_say_what_they_leave_out(
    client: Client, answered: Story
) -> None:
    commissioner, later = answered.cast.people[Role.COMMISSIONER], date(2022, 4, 1)
    other = answered.given_advice_is_sought(date(2022, 1, 3), "SLT", reference="EHC22-8")[0].case
    share(case=other, person=commissioner, basis=Basis.PANEL, by=answered.cast.manager, on=later)
    assert ways_behind(opened(client, commissioner))
    listed_ = opened(client, commissioner, f"{BEHIND}/not-returned")
    assert [row for row in rows(listed_) if "EHC22-8" in row]
    assert "Wren Rowe" not in listed_.html
    assert "The figure is 3. You can open the 1 that your role lets you read." in listed_.html


def ways_behind(screen: Screen) -> list[str]:
    """Where the figures lead, the files apart."""
    hrefs = [link["href"] or "" for link in screen.all("a")]
    return [href for href in hrefs if f"{BEHIND}/" in href and "audit." not in href]


def test_a_list_behind_a_figure_leads_to_the_case_and_back(client: Client, answered: Story) -> None:
    code = "reason?service=slt&code=cause.staff-absence"
    screen = opened(client, answered.cast.spoc, f"{BEHIND}/{code}")
    assert screen.one("h1").text == "Torbay, January to March 2022 Staff were absent: SLT"
    (row,) = rows(screen)[1:]
    assert row.startswith("Child Wren Rowe Reference EHC22-7 Service SLT Received 3 Jan 2022 Due 14 Feb 2022")
    assert screen.one("a", class_="nhsuk-back-link")["href"] == f"/non-returns/?area=torbay&period={QUARTER}"
    given = opened(client, answered.cast.spoc, f"{BEHIND}/answered?code=not-provided.ground.not-required")
    assert given.one("h1").text.endswith("B: advice of this service is not required for this child")
    assert len(rows(given)) == 2


def test_a_list_is_taken_away_as_a_file_and_the_audit_keeps_by_whom(client: Client, answered: Story) -> None:
    client.force_login(answered.cast.officer)
    answer = client.get(f"{BEHIND}/not-returned.csv")
    headings, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (headings[0], [line[2] for line in lines]) == ("Child", ["CAMHS", "SLT"])
    assert answer["Content-Disposition"] == f'attachment; filename="torbay-{QUARTER}-not-returned.csv"'
    assert Entry.objects.get(deed="measures.export").recorded_by == answered.cast.officer.pk


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ({"period": "2022-02-01_2022-02-28"}, "Advice not returned, February 2022"),
        ({"first": "2022-02-14", "last": "2022-03-01"}, "14 February 2022 to 1 March 2022"),
        (
            {"first": "2022-02-14", "last": "2022-03-01", "period": "2022-02-01_2022-02-28"},
            "14 February 2022 to 1 March 2022",
        ),
        ({"period": ""}, "January to March 2022"),
    ],
)
def test_a_month_and_own_dates_are_chosen_own_dates_first(
    client: Client, answered: Story, typed: dict[str, str], title: str
) -> None:
    client.force_login(answered.cast.spoc)
    answer = client.post("/non-returns/", typed)
    assert answer.status_code == 302
    assert title in opened(client, answered.cast.spoc, answer["Location"]).one("h1").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first": "2022-03-01", "last": "2022-02-01"}, "1 February 2022 comes before 1 March 2022"),
        ({"first": "2022-05-01", "last": "2022-05-02"}, "has not begun"),
        ({"first": "2022-03-01"}, "Enter the last day"),
        ({"first": "2022-02-30", "last": "2022-03-01"}, "must be a real date"),
        ({"period": "soon"}, "Choose from the list"),
    ],
)
def test_what_cannot_be_chosen_says_why_beside_its_field(
    client: Client, answered: Story, typed: dict[str, str], sentence: str
) -> None:
    client.force_login(answered.cast.spoc)
    answer = client.post("/non-returns/", typed)
    assert answer.status_code == 200
    assert sentence in safe(Screen(answer.content.decode())).html


@pytest.mark.parametrize(
    ("period", "sentence"),
    [("2022-05-01_2022-05-31", "May 2022 has not begun"), ("soon", "is not a period")],
)
def test_an_address_that_cannot_be_counted_says_why_and_shows_another(
    client: Client, answered: Story, period: str, sentence: str
) -> None:
    screen = opened(client, answered.cast.spoc, f"/non-returns/?period={period}")
    assert sentence in screen.html
    assert "January to March 2022" in screen.one("h1").text


def test_what_is_shown_stands_in_the_boxes_in_which_it_was_chosen(client: Client, answered: Story) -> None:
    screen = opened(client, answered.cast.spoc)
    assert [each.text for each in screen.all("option") if "selected" in each.attributes] == [
        "January to March 2022"
    ]
    own = opened(client, answered.cast.spoc, "/non-returns/?period=2022-02-14_2022-03-01")
    assert [own.one("input", name=f"first_{box}")["value"] for box in ("day", "month", "year")] == [
        "14",
        "2",
        "2022",
    ]


def test_a_period_of_nothing_says_what_to_do(client: Client, answered: Story) -> None:
    empty = "/non-returns/?period=2021-04-01_2021-06-30"
    screen = opened(client, answered.cast.spoc, empty)
    assert "No advice fell due in this period, none was still awaited at its end" in screen.html
    assert "Import the tracker that you keep today" in [link.text for link in screen.all("a")]
    assert "See January to March 2021" in [
        link.text for link in opened(client, answered.cast.support, empty).all("a")
    ]


def test_a_quarter_that_goes_on_says_so(client: Client, answered: Story) -> None:
    screen = opened(client, answered.cast.spoc, "/non-returns/?period=2022-04-01_2022-06-30")
    assert "April to June 2022 is not over. It is counted as far as it has gone." in screen.html


def test_a_member_of_a_service_has_no_audit(client: Client, answered: Story) -> None:
    client.force_login(answered.cast.therapist)
    assert client.get("/non-returns/").status_code == 403
    assert client.get(f"{BEHIND}/audit.json").status_code == 403


@pytest.mark.parametrize(
    "way",
    [
        f"plymouth/{QUARTER}/audit.pdf",
        f"torbay/{QUARTER}/audit.docx",
        "torbay/2022-05-01_2022-05-31/audit.pdf",
        "torbay/2022-05-01_2022-04-31/audit.pdf",
        f"plymouth/{QUARTER}/late",
        "torbay/2022-05-01_2022-05-31/late",
        f"torbay/{QUARTER}/late?service=magic",
        f"torbay/{QUARTER}/magic",
    ],
)
def test_another_area_another_kind_or_another_time_is_not_found(
    client: Client, answered: Story, way: str
) -> None:
    client.force_login(answered.cast.spoc)
    assert client.get(f"/non-returns/{way}").status_code == 404


def test_the_file_says_what_the_page_says(client: Client, answered: Story) -> None:
    client.force_login(person("reporting@torbay.example"))
    answer = client.get(f"{BEHIND}/audit.json")
    told = json.loads(answer.content)
    assert (answer["Cache-Control"], told["first_day"], told["all_services"]["standing"]) == (
        "no-store", "2022-01-01", 2,
    )  # fmt: skip
    assert told["all_services"]["answers"] == {
        "promised.cause.staff-absence": 1, "not-provided.ground.not-required": 1,
    }  # fmt: skip
    assert answer["Content-Disposition"] == (
        'attachment; filename="non-returns-torbay-2022-01-01-to-2022-03-31.json"'
    )
