"""Advice handed in as a document: checked, kept as the service's, and the clock stops; or nothing at all happens."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldenthread.advice.models import Draft, Report
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.documents.checks.tests.made import png
from goldenthread.documents.models import Document
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "advice:hand_in"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """Files are kept in a folder of the test's own."""
    settings.FILES = str(tmp_path / "files")


@pytest.fixture
def own(story: Story) -> Any:
    """SLT, whose therapist is Charlie, asked on 2 November 2026."""
    return story.given_advice_is_sought(date(2026, 11, 2), "SLT")[0]


def sent(name: str = "advice.png", content: bytes | None = None, **typed: str) -> dict[str, Any]:
    file = SimpleUploadedFile(name, png() if content is None else content)
    return {"author": "Charlie Opie, therapist", "file": file, **typed}


def test_the_document_is_kept_as_the_services_and_stops_the_clock(story: Story, visit: Any, own: Any) -> None:
    visit(story.cast.therapist, "advice:answer", own.pk, do="save", need_1="Half a need")
    response = visit(story.cast.therapist, ROUTE, own.pk, **sent(draft="1"))
    assert response.url == reverse("desk:case", args=[own.case_id])
    made, kept = Report.objects.get(), Document.objects.get()
    assert (made.title, made.author, made.document) == ("advice", "Charlie Opie, therapist", kept)
    assert (kept.kind, kept.section, kept.service) == ("advice", "advice", own.service)
    assert Fact.objects.get(kind=Kind.ADVICE_RECORDED).about == own.pk
    assert not Draft.objects.exists()
    page = visit(story.cast.spoc, "desk:case", own.case_id).content.decode()
    assert reverse("documents:document", args=[kept.pk]) in page


def test_a_draft_that_a_colleague_saved_meanwhile_does_not_go_unseen(
    story: Story, visit: Any, own: Any
) -> None:
    assert 'name="draft" value="0"' in visit(story.cast.therapist, ROUTE, own.pk).content.decode()
    visit(story.cast.spoc, "advice:answer", own.pk, do="save", need_1="Hers")
    page = visit(story.cast.therapist, ROUTE, own.pk, **sent(draft="0"))
    assert "A colleague saved a draft of this advice while you had this page open." in page.words
    assert 'name="draft" value="1"' in page.content.decode()
    assert "Charlie Opie, therapist" in page.content.decode()
    assert Draft.objects.exists() and not Report.objects.exists() and not Document.objects.exists()
    assert visit(story.cast.therapist, ROUTE, own.pk, **sent(draft="1")).status_code == 302
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"author": ""}, "Enter who gives this advice"),
        ({"file": ""}, "Choose the file"),
        ({"title": "Not known to the service"}, "is no advice"),
        ({"file": SimpleUploadedFile("advice.docm", b"PK")}, "There is a problem"),
    ],
)
def test_what_cannot_be_taken_leaves_nothing_behind(
    story: Story, visit: Any, own: Any, wrong: dict[str, Any], sentence: str
) -> None:
    page = visit(story.cast.therapist, ROUTE, own.pk, **{**sent(), **wrong})
    assert sentence in page.words
    assert not Report.objects.exists() and not Document.objects.exists()


def test_twice_is_once(story: Story, visit: Any, own: Any) -> None:
    visit(story.cast.therapist, ROUTE, own.pk, **sent())
    assert "received on 22 November 2026" in visit(story.cast.therapist, ROUTE, own.pk, **sent()).words
    assert Document.objects.count() == 1


def test_it_is_for_who_may_answer(story: Story, visit: Any, own: Any) -> None:
    (ot,) = story.given_advice_is_sought(date(2026, 11, 2), "OT", request=own.request)
    assert visit(story.cast.therapist, ROUTE, ot.pk).status_code == 404
    assert visit(story.cast.officer, ROUTE, own.pk).status_code == 403
