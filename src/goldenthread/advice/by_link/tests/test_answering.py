"""Answering by a link as it is meant: invited, proved, drafted, handed in; or a document, or the not-known route."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldenthread.advice.answer.tests import ONE, shown
from goldenthread.advice.by_link import visiting
from goldenthread.advice.by_link.tests.coming import CODE, Practitioner, invited
from goldenthread.advice.models import AnswerLink, Draft, Report
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Fact
from goldenthread.database.acting import LINKS, system_id
from goldenthread.demo.stories import Story
from goldenthread.documents.checks.tests.made import png
from goldenthread.documents.models import Document
from goldenthread.intake.actions import ask, describe
from goldenthread.post.models import Message
from goldenthread.rules.facts import Kind
from goldenthread.rules.traces import What

pytestmark = pytest.mark.django_db


def test_the_spoc_sends_a_link_to_a_mailbox_that_the_pack_names(story: Story, visit: Any, own: Any) -> None:
    page = visit(story.cast.spoc, "advice:invite_answer", own.pk).words
    assert "slt@cfhd.example" in page and "head-nursing-therapies@cfhd.example" in page
    response = visit(story.cast.spoc, "advice:invite_answer", own.pk, recipient="service")
    assert "The link leaves for slt@cfhd.example. It works for 14 days." in response.told
    assert "Works until" in visit(story.cast.spoc, "advice:invite_answer", own.pk).words
    letter = Message.objects.get(template="answer-link")
    assert (letter.to_address, letter.state) == ("slt@cfhd.example", "queued")
    assert "It is due on 14 December 2026" in letter.text and "until 6 December 2026" in letter.text
    assert not any(
        word in letter.subject + letter.text for word in ("Ember", "Ottermark", own.case.child.nhs_number)
    )


def test_the_record_keeps_neither_the_link_nor_the_code(sent: Any, morwenna: Practitioner) -> None:
    link, address = sent
    token = address.rstrip("/").rpartition("/")[2]
    morwenna.opens(address)
    code = morwenna.asks_for_a_code()
    letters = Message.objects.filter(template__in=["answer-link", "answer-code"])
    assert len(letters) == 2
    for letter in letters:
        assert token not in str(vars(letter)) and code not in str(vars(letter))
        assert "[it stands in the mail alone]" in letter.text
    assert token not in str(vars(AnswerLink.objects.get())) and token != link.digest


def test_before_the_code_nothing_of_the_request_is_shown(sent: Any, morwenna: Practitioner) -> None:
    page = morwenna.opens(sent[1])
    assert page.redirect_chain[-1][0] == reverse(CODE)
    assert "a one-time code is sent to the mailbox" in page.words
    for word in ("Ember", "Ottermark", "GT/1", "SLT", "cfhd"):
        assert word not in page.content.decode()
    assert morwenna.reads().url == reverse(CODE)


def test_with_the_code_the_request_is_shown_and_what_was_asked_of_the_service(
    story: Story, sent: Any, own: Any, morwenna: Practitioner
) -> None:
    about = {"case": own.case, "by": story.cast.officer, "on": date(2026, 11, 20)}
    hopes = {"aspirations": "To tell her own stories.", "outcomes": "She is understood at school."}
    describe(
        request=own.request, version=own.request.version, changes=hopes, by=story.cast.spoc, on=about["on"]
    )
    ask(**about, to=f"service:{own.service_id}", text="Does she use signs?")
    ask(**about, to="role:spoc", text="Who leads?")
    assert morwenna.comes(sent[1]).url == reverse("advice:by_link")
    page = morwenna.reads().words
    for said in ("Ember Ottermark", "GT/1", "14 December 2026", "Does she use signs?", "regulation 8"):
        assert said in page
    assert "What the family hopes for To tell her own stories." in page
    assert "Outcomes sought She is understood at school." in page
    assert "Who leads?" not in page


def test_a_draft_waits_for_another_browser_and_is_handed_in(
    story: Story, sent: Any, own: Any, morwenna: Practitioner
) -> None:
    morwenna.comes(sent[1])
    assert morwenna.sends(do="save", need_1="Half a need").told == "The draft was saved."
    again = Practitioner()
    again.comes(sent[1])
    assert "Half a need" in again.reads().content.decode()
    done = again.sends(**ONE, **shown(own), do="submit")
    assert done.url == reverse("advice:by_link_done")
    assert "Thank you" in again.reads("advice:by_link_done").words
    assert Report.objects.get().needs.get().need == "Understands single words"
    fact = Fact.objects.get(kind=Kind.ADVICE_RECORDED)
    assert (fact.about, fact.by_id, fact.happened_on) == (own.pk, system_id(LINKS), date(2026, 11, 22))
    assert not Draft.objects.exists()
    assert again.reads().status_code == morwenna.reads().status_code == 410
    assert AnswerLink.objects.get().ended_by == system_id(LINKS)


def test_of_a_draft_that_a_colleague_changed_the_visitor_is_asked_what_to_keep(
    story: Story, visit: Any, sent: Any, own: Any, morwenna: Practitioner
) -> None:
    morwenna.comes(sent[1])
    before = shown(own)
    visit(story.cast.therapist, "advice:answer", own.pk, need_1="His", do="save", **before)
    page = morwenna.sends(do="save", need_1="Hers", **before)
    assert page.status_code == 409
    assert "Yours: Hers" in page.words and "Theirs: His" in page.words
    assert "/case/" not in " ".join(re.findall(r'href="([^"]+)"', page.content.decode()))
    assert Draft.objects.get().typed["need_1"] == "His"


def test_a_document_is_checked_and_handed_in(sent: Any, own: Any, morwenna: Practitioner) -> None:
    morwenna.comes(sent[1])
    assert "Make sure that it is about this child" in morwenna.reads("advice:by_link_document").words
    wrong = {"author": "Amy", "file": SimpleUploadedFile("advice.exe", b"MZ")}
    assert "There is a problem" in morwenna.sends("advice:by_link_document", **wrong).words
    right = {"author": "Amy", "file": SimpleUploadedFile("advice.png", png())}
    assert morwenna.sends("advice:by_link_document", **right).url == reverse("advice:by_link_done")
    assert Document.objects.get().service == own.service
    assert Report.objects.get().document == Document.objects.get()


def test_not_known_opens_the_route_and_ends_nothing(sent: Any, own: Any, morwenna: Practitioner) -> None:
    morwenna.comes(sent[1])
    assert "Neither is an answer in law" in morwenna.reads("advice:by_link_not_known").words
    said = morwenna.sends(
        "advice:by_link_not_known", answer="waiting-list", on="2026-11-20", remark="Since May"
    )
    assert "The request stays open: its advice is still due by 14 December 2026." in said.told
    assert Fact.objects.get(kind=Kind.ADVICE_ROUTED).about == own.pk
    assert morwenna.reads().status_code == 200


def test_an_exemption_is_claimed_and_moves_no_date(sent: Any, own: Any, morwenna: Practitioner) -> None:
    morwenna.comes(sent[1])
    assert "on a ground of regulation 8(2)" in morwenna.reads("advice:by_link_exemption").words
    claim = {"ground": "exceptional-circumstances", "remark": "A bereavement", "on": "2026-11-20"}
    said = morwenna.sends("advice:by_link_exemption", **claim)
    assert said.told == "The exemption was recorded. The advice is still due by 14 December 2026."
    assert Fact.objects.get(kind=Kind.ADVICE_EXCUSED).about == own.pk


def test_every_look_and_deed_names_the_link(sent: Any, own: Any, morwenna: Practitioner) -> None:
    link, address = sent
    morwenna.comes(address)
    morwenna.reads()
    looks = Entry.objects.filter(what=What.LOOKED.value, basis=f"link {link.pk}")
    assert {(row.deed, row.child_id, row.recorded_by) for row in looks} == {
        ("advice:by_link", own.case.child_id, system_id(LINKS))
    }
    morwenna.sends(do="save", need_1="Half a need")
    saved = Entry.objects.get(deed="advice.draft")
    beside = Entry.objects.filter(request_id=saved.request_id, subject="answer_link", subject_id=link.pk)
    assert beside.get().deed == "advice:by_link"


def test_what_was_typed_too_late_is_given_back_after_another_code(
    sent: Any, morwenna: Practitioner, monkeypatch: Any
) -> None:
    morwenna.comes(sent[1])
    monkeypatch.setattr(visiting, "LASTS", -1)
    assert morwenna.sends(do="save", need_1="Typed for an hour", needs="2", need_2="More").url == reverse(
        CODE
    )
    assert not Draft.objects.exists()
    monkeypatch.undo()
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-22")
    session = morwenna.browser.session
    session.pop(visiting.PROVED)
    session.save()
    morwenna.sends(CODE, code=morwenna.asks_for_a_code(), do="prove")
    page = morwenna.reads()
    assert "What you had typed is in the form again" in page.words
    assert "Typed for an hour" in page.content.decode() and "More" in page.content.decode()
    assert "Typed for an hour" not in morwenna.reads().content.decode()
    session = morwenna.browser.session
    session[visiting.TYPED] = "not sealed by us"
    session.save()
    assert "What you had typed" not in morwenna.reads().words


def test_a_new_link_to_a_mailbox_ends_the_one_before(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    _, other = invited(own, story.cast.spoc, date(2026, 11, 22), recipient="service-head")
    _, newer = invited(own, story.cast.spoc, date(2026, 11, 22))
    assert morwenna.opens(sent[1]).status_code == 410
    assert morwenna.opens(other).status_code == 200
    assert morwenna.opens(newer).status_code == 200
