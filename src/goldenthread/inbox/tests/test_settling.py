"""What came by mail and was filed by itself is looked at by somebody, before anybody is chased (B15, capability 6)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.advice.models import AdviceRequest, Report
from goldenthread.cases.models import Case, Fact
from goldenthread.demo.stories import Story
from goldenthread.inbox.models import Mail
from goldenthread.inbox.tests.written import FILES, ON, answer, asked, came, mail
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

LOOK = "Look whether the mail of 9 November 2026 is the advice"
WAITS = "1 mail was filed by itself and waits to be looked at"


@pytest.fixture
def slt(case: Case) -> AdviceRequest:
    """What speech and language therapy was asked."""
    return AdviceRequest.objects.get(case=case, service__label="SLT")


@pytest.fixture
def filed(story: Story, slt: AdviceRequest, by: Any) -> Mail:
    """Their answer by mail, with a report: it was filed by itself."""
    token = asked(slt.case, by, service=slt.service)
    kept = came(answer(token, files=FILES), story.cast.area, by)
    assert (kept.state, kept.settled_on) == (Mail.State.FILED, None)
    return kept


def test_whoever_keeps_the_desk_is_told_on_the_worklist_and_the_case_to_look(
    story: Story, filed: Mail, visit: Any
) -> None:
    worklist = visit(story.cast.spoc, "desk:worklist").words
    assert WAITS in worklist
    assert f"Health Single Point of Contact What happens next {LOOK}" in worklist
    assert LOOK in visit(story.cast.spoc, "desk:case", filed.case_id).words
    mail = visit(story.cast.spoc, "inbox:mail", filed.pk).words
    assert "nobody has looked at it yet" in mail
    assert "Record it as the advice of SLT" in mail and "of OT" not in mail


def test_the_advice_is_recorded_from_the_mail_with_its_document_and_the_day_it_came(
    story: Story, filed: Mail, slt: AdviceRequest, client: Client, visit: Any
) -> None:
    client.force_login(story.cast.spoc)
    address = f"{reverse('advice:record', args=[slt.pk])}?mail={filed.pk}"
    page = client.get(address).content.decode()
    document = filed.attachments.get().document
    assert f'value="{document.pk}" checked' in " ".join(page.split())
    assert "None of these" in page
    typed = {"on": "2026-11-09", "document": str(document.pk)}
    assert all(f'value="{figure}"' in page for figure in ("9", "11", "2026"))
    assert client.post(address, typed).status_code == 302
    report = Report.objects.get()
    assert (report.document, report.title) == (document, "Ember report")
    fact = Fact.objects.get(kind=Kind.ADVICE_RECORDED)
    assert (fact.about, fact.happened_on) == (slt.pk, ON)
    filed.refresh_from_db()
    assert (filed.settled_on, filed.settled_by) == (date(2026, 11, 22), story.cast.spoc)
    assert WAITS not in visit(story.cast.spoc, "desk:worklist").words


def test_what_is_not_the_advice_is_settled_and_the_service_is_chased_on(
    story: Story, filed: Mail, visit: Any
) -> None:
    for _ in range(2):
        done = visit(story.cast.spoc, "inbox:settle", filed.pk, sent="yes")
    assert "The mail asks for nothing more." in done.told
    assert LOOK not in visit(story.cast.spoc, "desk:case", filed.case_id).words
    assert WAITS not in visit(story.cast.spoc, "desk:worklist").words
    assert (
        f"Looked at 22 November 2026, {story.cast.spoc.name}"
        in visit(story.cast.spoc, "inbox:mail", filed.pk).words
    )


def test_what_is_no_service_s_answer_is_read_too(story: Story, case: Case, by: Any, visit: Any) -> None:
    came(answer(asked(case, by)), story.cast.area, by)
    said = visit(story.cast.spoc, "desk:case", case.pk).words
    assert "Read the mail that was filed by itself" in said and LOOK not in said


def test_what_a_person_files_they_have_looked_at(story: Story, case: Case, by: Any, visit: Any) -> None:
    kept = came(answer(asked(case, by), proof=None), story.cast.area, by)
    visit(story.cast.spoc, "inbox:file", kept.pk, reference="GT/1", surname="Ottermark")
    kept.refresh_from_db()
    assert (kept.state, kept.settled_by) == (Mail.State.FILED, story.cast.spoc)


def test_a_council_s_request_is_received_from_a_mail_with_the_day_on_which_it_came(
    story: Story, by: Any, client: Client, visit: Any
) -> None:
    kept = came(mail(subject="A request"), story.cast.area, by)
    assert "Receive a council’s request from it" in visit(story.cast.spoc, "inbox:mail", kept.pk).words
    address = reverse("intake:receive", args=["torbay"])
    for query, figure in ((f"?mail={kept.pk}", "9"), ("?mail=nothing", "22"), ("", "22")):
        page = client.get(address + query).content.decode()
        (box,) = re.findall(r"<input[^>]*name=\"on_day\"[^>]*>", page)
        assert f'value="{figure}"' in box
