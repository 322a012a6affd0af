"""The list as a file: the same rows in the same order, and nothing in it that comes alive."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from goldenthread.audit.models import Entry
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.spreadsheet import harmless
from goldenthread.desk import actions, queries
from goldenthread.desk.worklist.export import XLSX
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

ON = date(2026, 10, 5)


@pytest.fixture
def two(story: Story) -> None:
    """Two children, one with a name that a spreadsheet would work out."""
    evil = story.given_a_child("=HYPERLINK(1)", "Yeo")
    story.given_advice_is_sought(ON, "OT", request=story.given_a_request(ON, child=evil, reference="+T/1"))
    story.given_advice_is_sought(date(2026, 10, 6), "SLT")


def _csv(client: Client, person: object, **query: str) -> list[list[str]]:
    client.force_login(person)
    answer = client.get("/worklist.csv", query)
    assert answer["Content-Disposition"] == 'attachment; filename="worklist 22 Nov 2026.csv"'
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def _xlsx(client: Client, person: object, **query: str) -> list[list[object]]:
    client.force_login(person)
    answer = client.get("/worklist.xlsx", query)
    assert answer["Content-Type"] == XLSX
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_both_files_hold_what_the_list_shows(client: Client, cast: Cast, two, today) -> None:
    heads, *lines = _csv(client, cast.spoc)
    assert heads[:5] == ["Child", "Reference", "Service", "Received", "Due"]
    assert [line[2:6] for line in lines] == [
        ["OT", "5 Oct 2026", "16 Nov 2026", "6 days late"],
        ["SLT", "6 Oct 2026", "17 Nov 2026", "5 days late"],
    ]
    assert [line[2:] for line in _xlsx(client, cast.spoc)[1:]] == [line[2:] for line in lines]


def test_the_file_is_narrowed_and_sorted_as_the_list_is(client: Client, cast: Cast, two, today) -> None:
    assert [line[2] for line in _csv(client, cast.spoc, sort="-due")[1:]] == ["SLT", "OT"]
    assert [line[2] for line in _csv(client, cast.spoc, service=str(cast.services["OT"].pk))[1:]] == ["OT"]
    assert _csv(client, cast.spoc, due="week")[1:] == []


def test_the_page_offers_the_files_of_just_this_list(client: Client, cast: Cast, two, today) -> None:
    client.force_login(cast.spoc)
    assert b'href="worklist.xlsx?due=overdue&amp;sort=-due"' in client.get("/?due=overdue&sort=-due").content


def test_nothing_in_a_csv_begins_as_a_formula(client: Client, cast: Cast, two, today) -> None:
    line = _csv(client, cast.spoc, sort="received")[1]
    assert line[:2] == ["'=HYPERLINK(1) Yeo", "'+T/1"]


def test_every_cell_of_a_workbook_is_text(client: Client, cast: Cast, two, today) -> None:
    line = _xlsx(client, cast.spoc, sort="received")[1]
    assert line[:2] == ["=HYPERLINK(1) Yeo", "+T/1"]


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_each_active_beginning_is_made_harmless(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"


def test_ordinary_text_is_left_alone() -> None:
    assert harmless("Zoë =1") == "Zoë =1"


def test_the_audit_keeps_who_took_the_list(client: Client, cast: Cast, two, today) -> None:
    _csv(client, cast.officer)
    entry = Entry.objects.get(deed="desk.export")
    assert entry.recorded_by == cast.officer.pk


def test_a_member_of_a_service_takes_no_list(client: Client, cast: Cast, two, today) -> None:
    client.force_login(cast.therapist)
    assert client.get("/worklist.csv").status_code == 403
    assert b"worklist.csv" not in client.get("/").content


def test_the_action_refuses_whoever_may_not(cast: Cast) -> None:
    with pytest.raises(Refused, match="does not allow"):
        actions.export(by=cast.therapist, on=ON)


def test_a_long_list_is_read_in_several_goes(client: Client, cast: Cast, two, today, monkeypatch) -> None:
    at_once = [line[-2] for line in _csv(client, cast.spoc)]
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    assert [line[-2] for line in _csv(client, cast.spoc)] == at_once
