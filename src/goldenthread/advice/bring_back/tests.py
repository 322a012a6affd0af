"""The page on which a filled-in list is brought back: it is read, kept for its preview, and nothing is taken in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.advice.models import ServiceList
from goldenthread.advice.workbook.tests.handling import file_of
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.documents.checks.tests.made import docx, xlsx
from goldenthread.inbox.tests.written import answer, asked, came
from goldenthread.rules.access import Role

pytestmark = pytest.mark.django_db
ROUTE, RECEIVED = "advice:bring_back", date(2026, 11, 2)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """Files are kept in a folder of the test's own."""
    settings.FILES = str(tmp_path / "files")


@pytest.fixture
def slt(story: Story) -> Any:
    return story.given_advice_is_sought(RECEIVED, "SLT")[0]


def sent(content: bytes, name: str = "list.xlsx") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def test_a_list_is_kept_for_whoever_brought_it_and_nothing_is_taken_in(
    story: Story, visit: Any, slt: Any
) -> None:
    facts = Fact.objects.count()
    response = visit(story.cast.therapist, ROUTE, **sent(file_of(slt.service, story.cast.spoc)))
    kept = ServiceList.objects.get()
    assert response.url == reverse("advice:take_back", args=[kept.pk])
    assert (kept.service, kept.brought_by, len(kept.rows)) == (slt.service, story.cast.therapist, 1)
    assert Fact.objects.count() == facts
    assert "A list that you brought waits: list.xlsx, SLT" in visit(story.cast.therapist, ROUTE).words
    assert "waits" not in visit(story.cast.spoc, ROUTE).words


def test_another_list_takes_its_place(story: Story, visit: Any, slt: Any) -> None:
    for name in ("first.xlsx", "second.xlsx"):
        visit(story.cast.spoc, ROUTE, **sent(file_of(slt.service, story.cast.spoc), name))
    assert ServiceList.objects.get().file_name == "second.xlsx"


def test_the_lists_that_one_may_take_out_stand_below(story: Story, visit: Any, slt: Any) -> None:
    href = reverse("advice:hand_out", args=[slt.service_id])
    for person, may in (
        (story.cast.spoc, True),
        (story.cast.people[Role.TEAM_MANAGER], True),
        (story.cast.therapist, False),
    ):
        assert (href in visit(person, ROUTE).content.decode()) == may
    assert visit(story.cast.officer, ROUTE).status_code == 403


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "list.xlsx", "empty"),
        (docx(), "list.docx", "This is no workbook. Open the list in Excel"),
        (xlsx(), "list.xlsx", "No sheet of this workbook has the headings of a list"),
        (b"PK\x03\x04 is no package", "list.xlsx", "cut short"),
        (b"Reference,Child\n", "list.csv", "are kept"),
    ],
)
def test_what_is_no_list_is_refused_and_not_kept(
    story: Story, visit: Any, content: bytes, name: str, sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, **sent(content, name))
    assert page.status_code == 200 and "There is a problem" in page.words
    assert sentence.lower() in page.words.lower()
    assert not ServiceList.objects.exists()


def test_a_list_of_requests_that_one_may_not_answer_is_refused(story: Story, visit: Any, slt: Any) -> None:
    (other,) = story.given_advice_is_sought(RECEIVED, "OT")
    page = visit(story.cast.therapist, ROUTE, **sent(file_of(other.service, story.cast.spoc)))
    assert "No row of this workbook is about a request that you may answer." in page.words
    assert other.case.child.name not in page.words


def test_a_list_that_came_by_mail_waits_for_a_person_who_brings_it_from_there(
    story: Story, visit: Any, client: Client, slt: Any, settings: Any
) -> None:
    """Everything that files a mail by itself agrees, and still it waits: the workbook is about other children too."""
    settings.IMAP_AUTHSERV = "mx.torbay.example"
    files = {"list.xlsx": file_of(slt.service, story.cast.spoc)}
    token = asked(slt.case, story.cast.spoc)
    mail = came(answer(token, files=files), story.cast.area, story.cast.spoc)
    assert (mail.state, mail.case) == ("waiting", None)
    assert "may be about several children" in mail.why
    address = f"{reverse(ROUTE)}?attachment={mail.attachments.get().pk}"
    assert address in visit(story.cast.spoc, "inbox:mail", mail.pk).content.decode()
    client.force_login(story.cast.spoc)
    assert "list.xlsx</strong>, which came by mail" in client.get(address).content.decode()
    kept = client.post(address)
    assert kept.url == reverse("advice:take_back", args=[ServiceList.objects.get().pk])
    client.force_login(story.cast.therapist)
    assert client.get(address).status_code == 404
    assert client.get(f"{reverse(ROUTE)}?attachment=none").status_code == 404
