"""A service is sent its list: attached where its mail is protected, else the word that it waits, in one letter."""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.sealing import unseal
from goldenthread.advice import actions as advice
from goldenthread.advice.workbook.reading import rows_in
from goldenthread.advice.workbook.tests.handling import file_of
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import restrict
from goldenthread.cases.models import Fact
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db
ROUTE, ASKED, TODAY = "advice:send_list", date(2026, 11, 2), date(2026, 11, 22)
AREA = 'reporting_account = "reporting@torbay.example"'
LETTER = '[[letter]]\ncode = "list-waits"\nfrom = "spoc"\nto = ["service"]\ntemplate = "list-waits"\n'
SECURE = f'{AREA}\nsecure_domains = ["cfhd.example"]'


def given_the_domain_is_secure(story: Story, *, checked_on: str = "2026-11-01") -> None:
    """The area agreed on the domain of its services, and asked lately who reads their mailboxes."""
    text = pack_text("torbay").replace(AREA, SECURE).replace("2021-02-22", checked_on)
    load(text=text, by=story.cast.people[Role.AREA_ADMINISTRATOR], on=TODAY)


@pytest.fixture
def slt(story: Story) -> Any:
    """What speech and language therapy was asked."""
    return story.given_advice_is_sought(ASKED, "SLT", reference="EHC-1")[0]


def sent(story: Story, slt: Any, **words: Any) -> Message:
    advice.send_list(**{"service": slt.service, "by": story.cast.spoc, "on": TODAY, **words})
    return Message.objects.get(case__isnull=True)


def test_where_nobody_vouches_for_the_mailbox_the_letter_leaves_without_the_list(
    story: Story, slt: Any, visit: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, slt.service_id)
    assert "does not name cfhd.example among the domains" in page.words
    done = visit(story.cast.spoc, ROUTE, slt.service_id, sent="yes")
    assert done.url == reverse("desk:service", args=[slt.service_id])
    assert "The letter leaves for Speech and Language Therapy: 1 open request." in done.told
    letter = Message.objects.get(case__isnull=True)
    assert (letter.template, letter.attached, letter.secret) == ("list-waits", "", "")
    assert (letter.to_address, letter.state, letter.is_copy) == ("slt@cfhd.example", "queued", False)
    assert reverse("advice:bring_back") in letter.text
    child = slt.case.child
    for word in (child.forename, child.surname, child.nhs_number, "EHC-1"):
        assert word not in f"{letter.subject} {letter.text} {letter.values}"


def test_to_a_protected_mailbox_it_is_attached_and_sealed_until_it_leaves(
    story: Story, slt: Any, visit: Any, client: Client
) -> None:
    given_the_domain_is_secure(story)
    assert (
        "a workbook attached to one mail to slt@cfhd.example"
        in visit(story.cast.spoc, ROUTE, slt.service_id).words
    )
    letter = sent(story, slt)
    assert (letter.template, letter.attached) == ("list-attached", "list slt 2026-11-22.xlsx")
    assert slt.case.child.surname not in f"{letter.text} {letter.secret}"
    workbook = b64decode(unseal(letter.secret))
    assert [cells["child"] for _, cells in rows_in(workbook)] == [slt.case.child.name]
    assert rows_in(workbook) == rows_in(file_of(slt.service, story.cast.spoc))
    said = visit(story.cast.spoc, "desk:letter", letter.pk).words
    assert "The list of SLT" in said and "list slt 2026-11-22.xlsx" in said
    assert "A service’s list" in client.get(f"{reverse('desk:letters')}?group=way").content.decode()


def test_a_mailbox_that_nobody_checked_for_ninety_days_gets_no_list(story: Story, slt: Any) -> None:
    given_the_domain_is_secure(story, checked_on="2026-08-23")
    assert sent(story, slt).template == "list-waits"


def test_it_is_an_export_of_each_child_and_stands_on_no_timeline(story: Story, slt: Any) -> None:
    before = Fact.objects.count()
    sent(story, slt)
    row = Entry.objects.get(deed="advice.send_list")
    assert (row.subject_id, row.recorded_by) == (slt.service_id, story.cast.spoc.pk)
    assert Entry.objects.filter(case_id=slt.case_id, purpose="file").exists()
    assert Fact.objects.count() == before


def test_a_case_from_which_somebody_is_kept_out_is_not_sent(story: Story, slt: Any) -> None:
    (other,) = story.given_advice_is_sought(ASKED, "SLT")
    given_the_domain_is_secure(story)
    words = {"person": story.cast.therapist, "reason": "conflict", "by": story.cast.manager, "on": ASKED}
    restrict(case=slt.case, **words)
    rows = rows_in(b64decode(unseal(sent(story, slt).secret)))
    assert [cells["child"] for _, cells in rows] == [other.case.child.name]
    restrict(case=other.case, **words)
    with pytest.raises(Refused, match="no open request of SLT that could be sent"):
        advice.send_list(service=slt.service, by=story.cast.spoc, on=date(2026, 11, 23))


def test_the_same_list_leaves_once_a_day_and_a_changed_one_again(story: Story, slt: Any) -> None:
    words = {"service": slt.service, "by": story.cast.spoc, "on": TODAY}
    advice.send_list(**words)
    with pytest.raises(Refused, match="left today already"):
        advice.send_list(**words)
    story.given_advice_is_sought(ASKED, "SLT")
    advice.send_list(**words)
    assert Message.objects.filter(case__isnull=True).count() == 2


def test_whoever_does_not_work_the_front_door_sends_no_list(story: Story, slt: Any, visit: Any) -> None:
    for person in (story.cast.people[Role.TEAM_MANAGER], story.cast.therapist, story.cast.support):
        assert visit(person, ROUTE, slt.service_id).status_code == 403
        assert (
            reverse(ROUTE, args=[slt.service_id])
            not in visit(person, "desk:service", slt.service_id).content.decode()
        )
        with pytest.raises(PermissionDenied):
            advice.send_list(service=slt.service, by=person, on=TODAY)


def test_a_service_that_is_written_to_by_post_or_has_no_letter_is_told_so(
    story: Story, slt: Any, visit: Any
) -> None:
    by = story.cast.people[Role.AREA_ADMINISTRATOR]
    torbay = pack_text("torbay")
    postal = 'postal = ["1 Tor Road", "Torbay", "ZZ1 1AA"]'
    for text, sentence in (
        (torbay.replace('email = "slt@cfhd.example"', postal), "is written to by post"),
        (torbay.replace(LETTER, ""), "no letter with which a list is sent"),
    ):
        load(text=text, by=by, on=TODAY)
        answer = visit(story.cast.spoc, ROUTE, slt.service_id)
        assert answer.url == reverse("desk:service", args=[slt.service_id])
        assert sentence in answer.told
