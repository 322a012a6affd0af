"""A document on the wrong case: withdrawn, it is shown to nobody who sees the case, and stays for the audit."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from goldenthread.advice.actions import hand_in
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case
from goldenthread.database.acting import acting_as
from goldenthread.demo.stories import Story
from goldenthread.documents import actions, queries, store
from goldenthread.documents.checks.tests import made
from goldenthread.documents.models import Document, Version
from goldenthread.documents.tests import ON, file, filed, visit_file
from goldenthread.inbox.actions import file_
from goldenthread.inbox.tests.written import came, mail
from goldenthread.rules.access import Role, Section
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db
TITLE = "Report on Hal Moyle"


@pytest.fixture
def wrong(story: Story, case: Case) -> Document:
    """The report on Hal, put on Ember's case by the council's officer, who had it opened once."""
    return filed(case, story.cast.officer, title=TITLE, section=Section.REQUESTS)


def test_it_is_shown_to_nobody_who_sees_the_case(
    story: Story, case: Case, wrong: Document, visit: Any
) -> None:
    version = wrong.versions.get()
    assert visit_file(visit, story.cast.therapist, version).status_code == 200
    told = visit(story.cast.spoc, "documents:withdraw", wrong.pk, reason="other-child").told
    assert "The document was withdrawn." in told
    for person in (story.cast.spoc, story.cast.manager, story.cast.officer, story.cast.therapist):
        assert TITLE not in visit(person, "documents:of_case", case.pk).words
        assert visit(person, "documents:document", wrong.pk).status_code == 404
        assert visit_file(visit, person, version).status_code == 404
        with acting_as(person):
            assert not Document.objects.exists()
            assert not Version.objects.exists()
    with pytest.raises(PermissionDenied):
        actions.download(version=version, by=story.cast.spoc, on=ON)


def test_its_trace_and_its_file_stay_for_who_reads_the_audit(
    story: Story, case: Case, wrong: Document, visit: Any
) -> None:
    version = wrong.versions.get()
    visit_file(visit, story.cast.therapist, version)
    actions.withdraw(document=wrong, reason="other-child", by=story.cast.manager, on=ON)
    said = visit(story.cast.people[Role.PRIVACY_OFFICER], "desk:trace", case.pk).words
    assert "It is about another child" in said and version.sha256[:16] in said
    assert f"Who {story.cast.therapist.name} What Did Where or what Took a document away as a file" in said
    assert f"Who {story.cast.manager.name} What Did Where or what Withdrew a document" in said
    assert TITLE not in said and "Hal" not in said
    assert store.content(version.sha256) == made.docx()
    assert version.sha256 in queries.hashes()
    row = Entry.objects.get(deed="documents.withdraw")
    assert (row.subject_id, row.case_id) == (wrong.pk, case.pk)


def test_the_privacy_officer_of_the_area_is_given_the_file_to_investigate_and_nobody_else(
    story: Story, case: Case, wrong: Document
) -> None:
    version, officer = wrong.versions.get(), story.cast.people[Role.PRIVACY_OFFICER]
    asked = {
        "reference": case.reference.lower(),
        "kept_as": version.sha256[:16],
        "investigation": "BREACH-2026/07",
    }
    with pytest.raises(Refused, match="no such file that was withdrawn"):
        actions.investigate(**asked, by=officer, on=ON)
    actions.withdraw(document=wrong, reason="other-child", by=story.cast.manager, on=ON)
    assert actions.investigate(**asked, by=officer, on=ON) == ("Advice.docx", made.docx())
    row = Entry.objects.get(deed="documents.investigate")
    assert (row.subject_id, row.case_id, row.recorded_by) == (version.pk, case.pk, officer.pk)
    assert row.basis == "BREACH-2026/07"
    for person in (story.cast.manager, story.cast.spoc, story.cast.people[Role.AUDITOR]):
        with pytest.raises(PermissionDenied):
            actions.investigate(**asked, by=person, on=ON)
    for wrong_words in ({"kept_as": version.sha256[:7]}, {"kept_as": "0" * 16}, {"reference": "GT/9"}):
        with pytest.raises(Refused, match="no such file that was withdrawn"):
            actions.investigate(**{**asked, **wrong_words}, by=officer, on=ON)
    for name in ("Hal Moyle 7", "breach", ""):
        with pytest.raises(Refused, match="reference of the investigation"):
            actions.investigate(**{**asked, "investigation": name}, by=officer, on=ON)


def test_a_reason_is_asked_for_and_what_else_is_to_be_done_is_said(
    story: Story, case: Case, wrong: Document, visit: Any
) -> None:
    page = visit(story.cast.spoc, "documents:withdraw", wrong.pk)
    assert "If it belongs on another case, download it first" in page.words
    assert "correct that entry" not in page.words
    advice = filed(case, story.cast.therapist)
    assert (
        "correct that entry of the timeline too"
        in visit(story.cast.spoc, "documents:withdraw", advice.pk).words
    )
    missing = visit(story.cast.spoc, "documents:withdraw", wrong.pk, reason="")
    assert "Choose why it does not belong here" in missing.words
    with pytest.raises(Refused, match="Choose why"):
        actions.withdraw(document=wrong, reason="because", by=story.cast.spoc, on=ON)


def test_who_corrects_the_case_withdraws_it_or_who_filed_it(
    story: Story, case: Case, wrong: Document, visit: Any
) -> None:
    support = story.cast.support
    assert "Withdraw it" not in visit(support, "documents:document", wrong.pk).words
    assert "Tell the single point of contact at once" in visit(support, "documents:document", wrong.pk).words
    assert visit(support, "documents:withdraw", wrong.pk).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.withdraw(document=wrong, reason="twice", by=support, on=ON)
    assert "Withdraw it" in visit(story.cast.officer, "documents:document", wrong.pk).words
    actions.withdraw(document=wrong, reason="twice", by=story.cast.officer, on=ON)
    with pytest.raises(Refused, match="withdrawn this document meanwhile"):
        actions.withdraw(document=wrong, reason="twice", by=story.cast.spoc, on=ON)


def test_the_advice_that_it_was_says_so_and_names_nobody(story: Story, case: Case, visit: Any) -> None:
    asked, therapist = case.advice_requests.get(service=story.cast.services["SLT"]), story.cast.therapist
    words = {"title": TITLE, "author": "Charlie Opie", "content": made.docx(), "file_name": "Advice.docx"}
    report = hand_in(advice=asked, **words, by=therapist, on=ON)
    assert TITLE in visit(story.cast.spoc, "desk:case", case.pk).words
    actions.withdraw(document=report.document, reason="other-child", by=therapist, on=ON)
    said = visit(story.cast.spoc, "desk:case", case.pk).words
    assert "The document of this advice was withdrawn" in said and TITLE not in said


def test_the_mail_that_brought_it_says_so(story: Story, case: Case, visit: Any) -> None:
    mail_ = came(mail(files={"Hal Moyle.docx": made.docx()}), case.area, story.cast.spoc)
    brought = list(mail_.attachments.all())
    file_(mail=mail_, case=case, attachments=brought, by=story.cast.spoc, on=ON)
    actions.withdraw(document=Document.objects.get(), reason="other-child", by=story.cast.spoc, on=ON)
    said = visit(story.cast.spoc, "inbox:mail", mail_.pk).words
    assert "Put on a case, where you may not open it, or withdrawn since" in said


def test_it_gets_no_version_more(story: Story, wrong: Document) -> None:
    later = {"number": 1, "content": made.pdf(), "file_name": "a.pdf", "by": story.cast.spoc, "on": ON}
    actions.withdraw(document=wrong, reason="other-document", by=story.cast.spoc, on=ON)
    with pytest.raises(PermissionDenied):
        actions.renew(document=wrong, **later)


def test_what_does_not_belong_in_the_library_is_withdrawn_by_who_keeps_it(story: Story, visit: Any) -> None:
    visit(story.cast.manager, "documents:shelve", title=TITLE, kind="other", file=file())
    document = Document.objects.get()
    assert visit(story.cast.officer, "documents:withdraw", document.pk).status_code == 403
    visit(story.cast.spoc, "documents:withdraw", document.pk, reason="not-to-be-shared")
    assert TITLE not in visit(story.cast.manager, "documents:library").words
    assert visit(story.cast.manager, "documents:document", document.pk).status_code == 404


def test_the_database_refuses_a_withdrawal_by_nobody(wrong: Document) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update documents_document set withdrawn_on = '2026-11-09'")
