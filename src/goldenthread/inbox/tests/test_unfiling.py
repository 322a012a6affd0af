"""A mail on the wrong case comes off it with all that it brought, and is filed to the right one (B03)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from goldenthread.advice import actions as advice
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case, Fact
from goldenthread.cases.queries import history
from goldenthread.demo.stories import Story
from goldenthread.documents.models import Document
from goldenthread.inbox.models import Mail
from goldenthread.inbox.tests.written import FILES, ON, answer, asked, came, mail
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def slt(case: Case) -> AdviceRequest:
    """What speech and language therapy was asked about Ember, whose mail it is not."""
    return AdviceRequest.objects.get(case=case, service__label="SLT")


@pytest.fixture
def right(story: Story) -> AdviceRequest:
    """What they were asked about Hal, whose mail it is."""
    request = story.given_a_request(
        date(2026, 11, 2), child=story.given_a_child("Hal", "Moyle"), reference="GT/2"
    )
    return story.given_advice_is_sought(date(2026, 11, 2), "SLT", request=request)[0]


def filed(story: Story, slt: AdviceRequest, by: Any, **words: Any) -> Mail:
    """Their mail, filed to Ember's case by itself."""
    token = asked(slt.case, by, service=slt.service)
    kept = came(answer(token, **words), story.cast.area, by)
    assert (kept.state, kept.case) == (Mail.State.FILED, slt.case)
    return kept


def is_met(story: Story, about: AdviceRequest) -> bool:
    running = clocks(history(about.case_id, story.cast.spoc))
    return next(each for each in running if each.about == str(about.pk)).met_on is not None


def recorded(story: Story, client: Client, of: Mail, about: AdviceRequest, **typed: Any) -> None:
    client.force_login(story.cast.spoc)
    address = f"{reverse('advice:record', args=[about.pk])}?mail={of.pk}"
    assert client.post(address, {"on": "2026-11-09", **typed}).status_code == 302
    of.refresh_from_db()


def test_it_waits_again_and_what_it_brought_is_gone_from_the_case(
    story: Story, slt: AdviceRequest, by: Any, visit: Any
) -> None:
    kept = filed(story, slt, by, files=FILES)
    assert "It does not belong on this case" in visit(story.cast.spoc, "inbox:mail", kept.pk).words
    page = visit(story.cast.spoc, "advice:unfile", kept.pk).words
    assert "It is on the case of Ember Ottermark, GT/1. 1 document that it brought is withdrawn" in page
    done = visit(story.cast.spoc, "advice:unfile", kept.pk, reason="other-child")
    assert done.url == reverse("inbox:mail", args=[kept.pk])
    assert done.told == "The mail was taken off the case and waits to be filed."
    kept.refresh_from_db()
    assert (kept.state, kept.case, kept.due_on) == (Mail.State.WAITING, None, date(2026, 11, 23))
    assert kept.attachments.get().document is None
    assert not Document.objects.filter(withdrawn_on__isnull=True).exists()
    assert "Ember report" not in visit(story.cast.spoc, "documents:of_case", slt.case_id).words
    said = visit(story.cast.spoc, "inbox:mail", kept.pk).words
    assert (
        f"Taken off a wrong case 22 November 2026, {story.cast.spoc.name}: it is about another child" in said
    )
    rows = Entry.objects.filter(deed="inbox.unfile", case_id=slt.case_id)
    assert set(rows.values_list("subject", flat=True)) == {"mail", "attachment"}


def test_the_wrong_case_is_not_proposed_again_and_the_right_one_takes_it(
    story: Story, slt: AdviceRequest, right: AdviceRequest, by: Any, client: Client, visit: Any
) -> None:
    kept = filed(story, slt, by, files=FILES)
    advice.unfile(mail=kept, reason="other-child", by=story.cast.spoc, on=TODAY)
    assert 'value="GT/1"' not in visit(story.cast.spoc, "inbox:file", kept.pk).content.decode()
    typed = {"reference": "GT/2", "surname": "Moyle", "section": "advice", "classification": "ordinary"}
    brought = [str(kept.attachments.get().pk)]
    visit(story.cast.spoc, "inbox:file", kept.pk, **typed, attachments=brought)
    kept.refresh_from_db()
    assert (kept.state, kept.case) == (Mail.State.FILED, right.case)
    recorded(story, client, kept, right)
    assert is_met(story, right) and not is_met(story, slt)


@pytest.mark.parametrize("files", [FILES, {}])
def test_the_advice_that_was_recorded_from_it_is_struck_out_with_document_or_without(
    story: Story, slt: AdviceRequest, by: Any, client: Client, visit: Any, files: Any
) -> None:
    kept = filed(story, slt, by, files=files)
    document = {"document": str(kept.attachments.get().document_id)} if files else {}
    recorded(story, client, kept, slt, **document)
    assert is_met(story, slt)
    page = visit(story.cast.spoc, "advice:unfile", kept.pk).words
    assert "The advice recorded from it (9 November 2026) is struck out on this case" in page
    done = visit(story.cast.spoc, "advice:unfile", kept.pk, reason="other-child")
    assert "1 entry of advice struck out there." in done.told
    assert not is_met(story, slt)
    fact = Fact.objects.get(kind=Kind.FACT_CORRECTED)
    assert (fact.case, fact.details["void"], fact.happened_on) == (slt.case, True, ON)
    said = visit(story.cast.spoc, "desk:case", slt.case_id).words
    assert "It was recorded from a mail that was filed to the wrong case." in said


def test_other_advice_of_the_case_stays(story: Story, slt: AdviceRequest, by: Any) -> None:
    ot = AdviceRequest.objects.get(case=slt.case, service__label="OT")
    story.given_advice_comes(ot, ON)
    kept = filed(story, slt, by, files=FILES)
    assert not advice.unfile(mail=kept, reason="other-document", by=story.cast.spoc, on=TODAY)
    assert is_met(story, ot)


def test_a_reason_is_asked_for_and_one_that_is_on_no_case_is_not_taken_off(
    story: Story, slt: AdviceRequest, by: Any, visit: Any
) -> None:
    kept = filed(story, slt, by)
    missing = visit(story.cast.spoc, "advice:unfile", kept.pk, reason="")
    assert "Choose why it does not belong there" in missing.words
    with pytest.raises(Refused, match="Choose why"):
        advice.unfile(mail=kept, reason="twice", by=story.cast.spoc, on=TODAY)
    waiting = came(mail(subject="Another"), story.cast.area, by)
    with pytest.raises(Refused, match="seen to this mail meanwhile"):
        advice.unfile(mail=waiting, reason="other-child", by=story.cast.spoc, on=TODAY)


def test_who_may_not_correct_a_case_takes_no_mail_off_it(
    story: Story, slt: AdviceRequest, by: Any, visit: Any
) -> None:
    kept = filed(story, slt, by)
    for person in (story.cast.officer, story.cast.therapist):
        assert visit(person, "advice:unfile", kept.pk).status_code == 403
        with pytest.raises(PermissionDenied):
            advice.unfile(mail=kept, reason="other-child", by=person, on=TODAY)
