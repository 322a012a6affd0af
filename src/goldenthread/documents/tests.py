"""Documents of a case and of a library: who puts them there, who reads them, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.documents import actions, store
from goldenthread.documents.checks.tests import made
from goldenthread.documents.handing import disposition
from goldenthread.documents.models import Document, Version
from goldenthread.rules.access import Section
from goldenthread.rules.refusals import Refused, Stale

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 9)


def file(content: bytes = b"", name: str = "Advice.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or made.docx())


def filed(case: Case, by: Any, **words: Any) -> Document:
    given = {
        "file_name": "Advice.docx",
        "title": "Advice",
        "kind": "advice",
        "section": Section.ADVICE,
        "content": made.docx(),
    }
    return actions.upload(case=case, by=by, on=ON, **{**given, **words})


TYPED = {"kind": "advice", "section": "advice", "classification": "ordinary", "title": "Speech and language"}


def test_a_document_is_added_listed_and_given_out_as_it_came(story: Story, case: Case, visit: Any) -> None:
    answer = visit(story.cast.spoc, "documents:upload", case.pk, **TYPED, file=file())
    assert answer.url == reverse("documents:of_case", args=[case.pk])
    assert "“Speech and language” was added to this case." in answer.told
    listed = visit(story.cast.spoc, "documents:of_case", case.pk).words
    assert "Speech and language" in listed and "Word document" in listed
    version = Version.objects.get()
    given = visit_file(visit, story.cast.officer, version)
    assert given.content == made.docx()
    assert (
        given["Content-Disposition"] == "attachment; filename=\"Advice.docx\"; filename*=UTF-8''Advice.docx"
    )
    assert given["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Cache-Control"] == "no-store"
    assert given["Content-Type"].endswith("wordprocessingml.document")


def visit_file(visit: Any, person: Any, version: Version) -> Any:
    from django.test import Client

    browser = Client()
    browser.force_login(person)
    return browser.get(reverse("documents:download", args=[version.pk]))


def test_each_file_that_is_given_out_leaves_a_row_that_names_it(story: Story, case: Case, visit: Any) -> None:
    version = filed(case, story.cast.spoc).versions.get()
    visit_file(visit, story.cast.officer, version)
    row = Entry.objects.get(deed="documents.download")
    assert (row.subject_id, row.case_id, row.recorded_by) == (version.pk, case.pk, story.cast.officer.pk)
    assert Entry.objects.filter(deed="documents:download", what="looked", case_id=case.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"file": None}, "Choose the file"),
        ({"kind": ""}, "Choose what it is"),
        ({"section": ""}, "Choose the part of the record"),
        ({"classification": "sealed"}, "Choose from the list"),
        ({"file": ("Advice.docx", b"MZ")}, "is not one inside"),
        ({"file": ("Advice.exe", b"MZ")}, "this is none of them by its name"),
        ({"file": ("Advice.docx", b"")}, "The file is empty"),
    ],
)
def test_a_problem_is_said_and_nothing_is_kept(
    story: Story, case: Case, visit: Any, files: Path, wrong: dict[str, Any], sentence: str
) -> None:
    typed: dict[str, Any] = {**TYPED, "file": file(), **wrong}
    if typed["file"] is None:
        del typed["file"]
    elif isinstance(typed["file"], tuple):
        typed["file"] = SimpleUploadedFile(*typed["file"])
    assert sentence in visit(story.cast.spoc, "documents:upload", case.pk, **typed).words
    assert not Document.objects.exists()
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_a_file_that_is_too_large_is_not_even_read(
    story: Story, case: Case, visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.documents.upload.forms.LARGEST", 100)
    said = visit(story.cast.spoc, "documents:upload", case.pk, **TYPED, file=file()).words
    assert "The file is larger than 32 MB" in said


def test_a_new_version_stands_beside_the_others(story: Story, case: Case, visit: Any) -> None:
    document = filed(case, story.cast.spoc)
    typed = {"number": "1", "file": file(made.pdf(), "Advice final.pdf")}
    answer = visit(story.cast.officer, "documents:renew", document.pk, **typed)
    assert "Version 2 of “Advice” was added." in answer.told
    said = visit(story.cast.spoc, "documents:document", document.pk).words
    assert said.index("Version 2") < said.index("Version 1")
    assert "Download Advice final.pdf" in said and "Download Advice.docx" in said
    assert [each.number for each in document.versions.order_by("number")] == [1, 2]


def test_a_version_of_a_document_that_somebody_else_renewed_is_refused(
    story: Story, case: Case, visit: Any
) -> None:
    document = filed(case, story.cast.spoc)
    words = {"document": document, "file_name": "a.pdf", "by": story.cast.spoc, "on": ON}
    actions.renew(number=1, content=made.pdf(), **words)
    with pytest.raises(Stale):
        actions.renew(number=1, content=made.pdf(pages=2), **words)
    with pytest.raises(Refused, match="here already"):
        actions.renew(number=2, content=made.pdf(), **words)
    typed = {"number": "1", "file": file()}
    assert (
        "Somebody else changed this" in visit(story.cast.spoc, "documents:renew", document.pk, **typed).words
    )


def test_two_versions_at_once_are_one_version_and_a_refusal(at_once: Any, settings: Any) -> None:
    from goldenthread.demo.area import set_up_torbay

    story = Story(set_up_torbay(date(2020, 1, 1)))
    case = story.given_a_request(ON).case
    document = filed(case, story.cast.spoc)
    words = {"document": document, "number": 1, "file_name": "a.pdf", "by": story.cast.spoc, "on": ON}
    answers = at_once(
        lambda: actions.renew(content=made.pdf(), **words),
        lambda: actions.renew(content=made.pdf(pages=2), **words),
    )
    assert sorted(type(each).__name__ for each in answers) == ["Stale", "Version"]


def test_the_place_on_the_disk_is_no_address(story: Story, case: Case, client: Any) -> None:
    sha256 = filed(case, story.cast.spoc).versions.get().sha256
    client.force_login(story.cast.spoc)
    for address in (
        f"/files/documents/{sha256[:2]}/{sha256}",
        f"/documents/file/{sha256}/",
        f"/static/{sha256}",
    ):
        assert client.get(address).status_code == 404


def test_a_file_that_is_lost_is_said_to_be_and_not_given_out(story: Story, case: Case, visit: Any) -> None:
    version = filed(case, story.cast.spoc).versions.get()
    store.place(version.sha256).unlink()
    with pytest.raises(store.Lost):
        actions.download(version=version, by=story.cast.spoc, on=ON)


def test_a_list_is_narrowed_sorted_and_paged(story: Story, case: Case, visit: Any, client: Any) -> None:
    for at in range(27):
        filed(case, story.cast.spoc, title=f"Paper {at:02}", kind="minutes" if at % 2 else "advice")
    address = reverse("documents:of_case", args=[case.pk])
    client.force_login(story.cast.spoc)
    first = client.get(address, {"sort": "title"}).content.decode()
    assert "Showing 1 to 25 of 27" in first
    assert first.index("Paper 00") < first.index("Paper 24")
    assert "Paper 25" not in first
    assert "Paper 26" in client.get(address, {"sort": "-title"}).content.decode()
    narrowed = client.get(address, {"kind": "minutes", "section": "advice"}).content.decode()
    assert "13 documents" in narrowed
    assert "There is no document here" in client.get(address, {"section": "household"}).content.decode()
    assert client.get(address, {"sort": "nonsense", "kind": "x", "page": "x"}).status_code == 200


@pytest.mark.parametrize("change", ["section = ''", "case_id = null", "classification = 'open'"])
def test_the_database_refuses_a_document_of_no_part_and_no_case(
    story: Story, case: Case, change: str
) -> None:
    filed(case, story.cast.spoc)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update documents_document set {change}")


def test_a_name_is_given_back_so_that_every_browser_saves_it() -> None:
    given = disposition('Zoë’s "advice".pdf')
    assert given.startswith(
        "attachment; filename=\"Zo__s _advice_.pdf\"; filename*=UTF-8''Zo%C3%AB%E2%80%99s"
    )
    given.encode("latin-1")
