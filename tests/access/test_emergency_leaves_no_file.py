"""What was opened in an emergency is read, and stands in no list that is taken away (A15).

A document is read by taking it: one at a time, each in the audit (decision 14). Nothing else leaves.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.cases.actions import open_in_emergency
from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.documents.actions import upload
from goldenthread.documents.checks.tests.made import png
from goldenthread.documents.models import Document, Version
from goldenthread.rules.access import Role, Section

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """Files are kept in a folder of the test's own."""
    settings.FILES = str(tmp_path / "files")


@pytest.fixture
def manager(story: Story, client: Client, today: date) -> Client:
    """The team manager of speech and language therapy, who opened a case on which only OT was asked."""
    story.given_advice_is_sought(ON, "SLT", reference="EHC26-0001")
    story.given_advice_is_sought(ON, "OT", reference="EHC26-0002")
    person = story.cast.people[Role.TEAM_MANAGER]
    words = {"reason": "harm", "words": "She came to the ward tonight."}
    open_in_emergency(found_by="EHC26-0002", **words, by=person, on=ON)
    client.force_login(person)
    return client


def test_the_page_shows_it(manager: Client) -> None:
    assert b"EHC26-0002" in manager.get("/?due=all").content


@pytest.mark.parametrize(
    "address",
    ["/worklist.csv?due=all", "/month/torbay/2026-11/asked.csv", "/month/torbay/2026-11/received.csv"],
)
def test_a_file_holds_the_own_case_and_not_that_one(manager: Client, address: str) -> None:
    answer: Any = manager.get(address)
    assert answer.status_code == 200
    assert b"EHC26-0001" in answer.content
    assert b"EHC26-0002" not in answer.content


@pytest.fixture
def paper(story: Story, manager: Client) -> Document:
    """The hospital's letter on the case that was opened."""
    words: dict[str, Any] = {"title": "From the ward", "kind": "letter", "section": Section.ADVICE}
    return upload(
        case=Case.objects.get(reference="EHC26-0002"), content=png(), file_name="ward.png", **words,
        by=story.cast.spoc, on=ON,
    )  # fmt: skip


def test_a_document_is_read_by_taking_it_and_the_audit_says_which(
    story: Story, manager: Client, paper: Document
) -> None:
    version = paper.versions.get()
    answer = manager.get(reverse("documents:download", args=[version.pk]))
    assert (answer.status_code, answer.content) == (200, png())
    row = Entry.objects.get(deed="documents.download", subject_id=version.pk)
    assert row.recorded_by == story.cast.people[Role.TEAM_MANAGER].pk


def test_nothing_is_added_to_the_case_and_no_document_of_it_is_changed(
    manager: Client, paper: Document
) -> None:
    sent = {"file": SimpleUploadedFile("more.png", png(3, 3)), "title": "More", "kind": "letter", "number": 1}
    for address in (
        reverse("documents:upload", args=[paper.case_id]),
        reverse("documents:renew", args=[paper.pk]),
    ):
        assert manager.post(address, sent).status_code in (403, 404), address
    assert Version.objects.count() == 1
