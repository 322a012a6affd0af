"""The pages on which the single point of contact sees to mail: every one has an owner, a day and a way out."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case
from goldenthread.database.acting import acting_as
from goldenthread.demo.stories import Story
from goldenthread.documents.models import Document
from goldenthread.inbox import actions
from goldenthread.inbox.models import Attachment, Mail
from goldenthread.inbox.tests.written import FILES, ON, answer, asked, came, mail
from goldenthread.rules.access import Role
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

GOOD = {"reference": "gt/1", "surname": "ottermark", "section": "advice", "classification": "ordinary"}


@pytest.fixture
def waiting(story: Story, by: Any) -> Mail:
    """A mail that answers nothing, with a report and a program."""
    raw = mail(
        subject="Ember's report", files={**FILES, "run.exe": b"MZ"}, text="Dear team,\n<b>here</b> it is."
    )
    return came(raw, story.cast.area, by)


def test_the_list_says_who_sees_to_each_and_by_when(story: Story, waiting: Mail, visit: Any) -> None:
    said = visit(story.cast.spoc, "inbox:inbox").words
    assert "1 waiting" in said
    assert "Subject Ember's report" in said and "2 files" in said
    assert "Single point of contact" in said
    assert "10 Nov 2026, late" in said


def test_the_page_shows_its_words_and_says_why_it_waits(story: Story, waiting: Mail, visit: Any) -> None:
    answer_ = visit(story.cast.spoc, "inbox:mail", waiting.pk)
    assert "It answers no letter of ours." in answer_.words
    assert "Proved by our mail server" in answer_.words
    assert "&lt;b&gt;here&lt;/b&gt; it is." in answer_.content.decode()
    assert "Download Ember report.docx" in answer_.words
    assert "Not kept. " in answer_.words and "Download run.exe" not in answer_.words


def test_a_person_files_it_with_the_files_that_they_tick(
    story: Story, case: Case, waiting: Mail, visit: Any
) -> None:
    report = waiting.attachments.get(name="Ember report.docx")
    page = visit(story.cast.spoc, "inbox:file", waiting.pk)
    assert "run.exe" not in page.words
    done = visit(story.cast.spoc, "inbox:file", waiting.pk, **GOOD, attachments=[str(report.pk)])
    assert "The mail was filed to the case of Ember Ottermark, GT/1." in done.told
    assert Document.objects.get().title == "Ember report"
    said = visit(story.cast.spoc, "inbox:mail", waiting.pk).words
    assert "Ember Ottermark, GT/1" in said
    assert "File it to a case" not in said
    rows = set(Entry.objects.filter(deed="inbox.file", case_id=case.pk).values_list("subject", flat=True))
    assert rows == {"mail", "attachment"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reference": "GT/9"}, "There is no case with this reference and this surname"),
        ({"surname": "Kestrelby"}, "There is no case with this reference and this surname"),
        ({"reference": ""}, "Enter the reference of the case"),
        ({"surname": ""}, "Enter the child’s surname"),
        ({"section": ""}, "Choose the part of the record"),
        ({"classification": "sealed"}, "Choose from the list"),
        ({"attachments": "nothing"}, "Choose from the list"),
    ],
)
def test_a_slip_files_nothing(
    story: Story, case: Case, waiting: Mail, visit: Any, wrong: dict[str, str], sentence: str
) -> None:
    assert sentence in visit(story.cast.spoc, "inbox:file", waiting.pk, **{**GOOD, **wrong}).words
    waiting.refresh_from_db()
    assert (waiting.state, waiting.case) == ("waiting", None)


def test_the_case_of_the_letter_that_it_answers_is_proposed(
    story: Story, case: Case, by: Any, visit: Any
) -> None:
    kept = came(answer(asked(case, by), proof=None), story.cast.area, by)
    page = visit(story.cast.spoc, "inbox:file", kept.pk).content.decode()
    assert 'value="GT/1"' in page
    assert 'value="Ottermark"' not in page


def test_it_is_said_to_be_of_no_case_with_a_reason(story: Story, waiting: Mail, visit: Any) -> None:
    assert (
        "Choose why it is of no case" in visit(story.cast.spoc, "inbox:dismiss", waiting.pk, reason="").words
    )
    done = visit(story.cast.spoc, "inbox:dismiss", waiting.pk, reason="machine")
    assert "The mail is of no case." in done.told
    said = visit(story.cast.spoc, "inbox:mail", waiting.pk).words
    assert "An automatic reply or a notice" in said and story.cast.spoc.name in said
    client = Client()
    client.force_login(story.cast.spoc)
    assert b"Ember&#39;s report" in client.get(reverse("inbox:inbox"), {"list": "dismissed"}).content
    assert "No mail waits" in visit(story.cast.spoc, "inbox:inbox").words


def test_somebody_sees_to_it_themselves(story: Story, waiting: Mail, visit: Any) -> None:
    visit(story.cast.manager, "inbox:take", waiting.pk, sent="yes")
    assert (
        f"Who sees to it {story.cast.manager.name}" in visit(story.cast.spoc, "inbox:mail", waiting.pk).words
    )


def test_what_somebody_else_saw_to_is_not_done_twice(
    story: Story, case: Case, waiting: Mail, visit: Any
) -> None:
    actions.dismiss(mail=waiting, reason="twice", by=story.cast.spoc, on=ON)
    for route, typed in (
        ("inbox:file", GOOD),
        ("inbox:dismiss", {"reason": "twice"}),
        ("inbox:take", {"sent": "1"}),
    ):
        said = visit(story.cast.manager, route, waiting.pk, **typed).words
        assert "Somebody else has seen to this mail meanwhile" in said, route


def test_a_mail_from_another_mailbox_is_brought_as_a_file(story: Story, visit: Any) -> None:
    def brought(name: str = "Report.eml", **typed: str) -> Any:
        file = SimpleUploadedFile(name, b"From: wren@family.example\r\nSubject: By hand\r\n\r\nWords.\r\n")
        return visit(story.cast.spoc, "inbox:bring", **{"received_on": "2026-11-20", "file": file, **typed})

    assert "The mail was brought in." in brought().told
    kept = Mail.objects.get()
    assert (kept.subject, str(kept.received_on), str(kept.due_on)) == ("By hand", "2026-11-20", "2026-11-23")
    assert "This mail is here already" in brought().words
    assert "no mail saved as .eml" in brought("Report.msg").words
    assert "must be today" in brought(received_on="2026-11-23").words


def test_a_file_is_looked_at_before_it_is_filed_and_that_is_written_down(story: Story, waiting: Mail) -> None:
    browser = Client()
    browser.force_login(story.cast.spoc)
    report = waiting.attachments.get(name="Ember report.docx")
    given = browser.get(reverse("inbox:attachment", args=[report.pk]))
    assert given.content == FILES["Ember report.docx"]
    assert given["Content-Disposition"].startswith("attachment;")
    assert given["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert Entry.objects.filter(deed="inbox.look_at", subject_id=report.pk).exists()
    refused = waiting.attachments.get(name="run.exe")
    assert browser.get(reverse("inbox:attachment", args=[refused.pk])).status_code == 404


def test_only_who_works_for_the_area_sees_its_mail(
    story: Story, case: Case, waiting: Mail, visit: Any
) -> None:
    workers = {Role.SPOC_ADMINISTRATOR, Role.SPOC_MANAGER}
    for role, person in story.cast.people.everybody().items():
        expected = 200 if role in workers else 403
        assert visit(person, "inbox:mail", waiting.pk).status_code == expected, role
    for person in (story.cast.officer, story.cast.therapist, story.cast.people[Role.PARENT]):
        with acting_as(person):
            assert not Mail.objects.exists()
            assert not Attachment.objects.exists()
        with pytest.raises(PermissionDenied):
            actions.take(mail=waiting, by=person, on=ON)


def test_another_mail_s_file_is_not_filed_with_this_one(
    story: Story, case: Case, by: Any, waiting: Mail
) -> None:
    other = came(mail(files=FILES), story.cast.area, by).attachments.get()
    refused = waiting.attachments.get(name="run.exe")
    for each in (other, refused):
        with pytest.raises(Refused, match="that this mail brought"):
            actions.file_(mail=waiting, case=case, attachments=[each], by=story.cast.spoc, on=ON)
