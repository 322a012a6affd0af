"""The page on which a changed ladder is rehearsed: counts for whoever sets an area up, letters for who sees cases."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.actions import join
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import tick
from goldenthread.deadlines.rehearse import queries, tables
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.models import PackVersion
from goldenthread.directory.pack import read
from goldenthread.directory.queries import organisation
from goldenthread.rules.access import Role

pytestmark = pytest.mark.django_db

ROUTE, TODAY = "deadlines:rehearse", date(2026, 11, 22)
TORBAY = pack_text("torbay")
LATER = TORBAY.replace('anchor = "due"\noffset = { weeks = 2 }', 'anchor = "due"\noffset = { weeks = 3 }')


def pack(text: str = LATER) -> SimpleUploadedFile:
    return SimpleUploadedFile("torbay.toml", text.encode())


@pytest.fixture
def late(story: Story) -> Any:
    """OT and PHN, asked on 1 June 2026, due on 13 July; PHN's advice came on 30 July. The tick came every day."""
    ot, phn = story.given_advice_is_sought(date(2026, 6, 1), "OT", "PHN")
    for day in (14, 15, 27):
        tick(by=story.cast.tick, on=date(2026, 7, day))
    story.given_advice_comes(phn, date(2026, 7, 30))
    return ot


def found(story: Story, text: str = LATER) -> queries.Rehearsal:
    return queries.rehearse(story.cast.area, read(text), viewer=story.cast.administrator, today=TODAY)


def test_a_changed_ladder_is_counted_beside_the_one_in_force(story: Story, late: Any) -> None:
    rows = {row[0]: row[2:] for row in tables.by_step(found(story)).rows}
    assert rows["Chase by SEND Business Support"] == (2, 2, 2, 0, 0, "0")
    assert rows["Escalation letter to the Alliance Director"] == (2, 2, 1, 0, 1, "1, 7 days later")
    assert rows["Response of the DMO/DCO office"] == (0, 2, 1, 0, 1, "1, 7 days later")
    assert [row[0] for row in tables.by_service(found(story)).rows] == ["OT", "PHN"]
    months = {row[0]: row[2:4] for row in tables.by_month(found(story)).rows}
    assert months == {"July 2026": (8, 4), "August 2026": (2, 3), "September 2026": (0, 1)}


def test_the_pack_in_force_changes_nothing(story: Story, late: Any, visit: Any) -> None:
    assert {each.outcome for each in found(story, TORBAY).changes} == {"same"}
    page = visit(story.cast.administrator, ROUTE, file=pack(TORBAY))
    assert "would have sent the same" in page.words


def test_the_administrator_sees_counts_and_no_child(story: Story, late: Any, visit: Any) -> None:
    page = visit(story.cast.administrator, ROUTE, file=pack())
    assert "Torbay, 23 November 2025 to 22 November 2026" in page.words
    assert "1, 7 days later" in page.words
    assert (
        "from Assistant Director, Education to CFHD Alliance Director, copies to DMO/DCO office" in page.words
    )
    assert late.case.reference not in page.words and late.case.child.surname not in page.words
    assert "Letters that change" not in page.words


def test_whoever_also_sees_cases_has_each_letter(story: Story, late: Any, visit: Any) -> None:
    _also_a_manager(story)
    page = visit(story.cast.administrator, ROUTE, file=pack())
    assert "Letters that change" in page.words
    assert f"{late.case.child.name}, {late.case.reference}" in page.words
    assert "27 Jul 2026" in page.words and "3 Aug 2026" in page.words
    looked = Entry.objects.filter(deed="deadlines:rehearse", recorded_by=story.cast.administrator.pk)
    assert {entry.child_id for entry in looked} == {late.case.child_id}


def _also_a_manager(story: Story) -> None:
    words = {"user": story.cast.administrator, "by": story.cast.tick, "on": date(2026, 1, 5)}
    join(organisation=organisation("cfhd-spoc"), role=Role.SPOC_MANAGER, **words)


def test_the_result_is_taken_away_with_the_pack_that_the_page_carries(
    story: Story, late: Any, visit: Any, client: Client
) -> None:
    answer = visit(story.cast.administrator, ROUTE, pack=LATER, take="csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    letter = next(row for row in rows if row["Step"].startswith("Escalation") and row["Month"] == "2026-08")
    assert (letter["Service"], letter["Changed ladder"], letter["Moved"]) == ("OT", "1", "1, 7 days later")
    assert "Child" not in letter
    answer = client.post(reverse(ROUTE), {"pack": LATER, "take": "xlsx"})
    assert answer.content[:2] == b"PK"
    assert answer.headers["Content-Disposition"].endswith('ladder torbay 22 Nov 2026.xlsx"')
    assert not Entry.objects.filter(deed="deadlines.rehearse").exists()


def test_a_file_has_every_letter_for_who_may_take_cases_out_and_the_audit_says_so(
    story: Story, late: Any, visit: Any
) -> None:
    _also_a_manager(story)
    answer = visit(story.cast.administrator, ROUTE, pack=LATER, take="csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["What changes"] for row in rows} == {
        *("Same", "Gone", "Moved, 7 days later", "Moved, 8 days later")
    }
    assert {row["From"] for row in rows} >= {"SEND Business Support", "Assistant Director, Education"}
    assert Entry.objects.filter(deed="deadlines.rehearse").count() == 1


def test_a_pack_is_checked_line_by_line(story: Story, visit: Any) -> None:
    wrong = TORBAY.replace('anchor = "chase"', 'anchor = "chaise"')
    page = visit(story.cast.administrator, ROUTE, file=pack(wrong))
    line = wrong[: wrong.index('anchor = "chaise"')].count("\n") + 1
    assert "This pack has 1 problem." in page.words
    assert f"{line} Where ladder.step[2].anchor" in page.words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"pack": ""}, "Choose the pack’s file"),
        ({"file": SimpleUploadedFile("a.toml", b"\xff\xfe\x00")}, "The file is not text."),
        ({"file": SimpleUploadedFile("a.toml", b"#" * 1_048_577)}, "The file is larger than 1 MB."),
    ],
)
def test_a_file_that_is_no_pack_is_refused(story: Story, visit: Any, typed: Any, sentence: str) -> None:
    assert sentence in visit(story.cast.administrator, ROUTE, **typed).words


def test_another_area_s_pack_is_rehearsed_on_this_area_s_requests(
    story: Story, late: Any, visit: Any
) -> None:
    page = visit(story.cast.administrator, ROUTE, file=pack(pack_text("plymouth")))
    assert "This is the pack of Plymouth, rehearsed on the requests of Torbay." in page.words


def test_nothing_of_it_is_kept(story: Story, late: Any, visit: Any) -> None:
    before = (PackVersion.objects.count(), Fact.objects.count())
    visit(story.cast.administrator, ROUTE, file=pack())
    assert (PackVersion.objects.count(), Fact.objects.count()) == before


def test_only_who_sets_an_area_up_comes_here(story: Story, visit: Any) -> None:
    for role, person in story.cast.people.everybody().items():
        expected = 200 if role is Role.AREA_ADMINISTRATOR else 403
        assert visit(person, ROUTE).status_code == expected, role
