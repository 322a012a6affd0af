"""Links attacked: expired, revoked, tampered with, codes guessed and used again, and everything else out of reach."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.actions import give_link
from goldenthread.accounts.models import User
from goldenthread.advice import actions
from goldenthread.advice.answer.tests import ONE
from goldenthread.advice.by_link.queries import visitor
from goldenthread.advice.by_link.tests.coming import CODE, Practitioner, invited
from goldenthread.advice.models import AdviceRequest, AnswerLink, Draft, LinkCode, Report
from goldenthread.cases.actions import restrict, share
from goldenthread.cases.models import Case, Fact
from goldenthread.database.acting import LINKS, acting_as, by_link, system_id
from goldenthread.demo.stories import Story
from goldenthread.documents.actions import upload
from goldenthread.documents.checks.tests.made import png
from goldenthread.documents.models import Document
from goldenthread.people.actions import add_carer
from goldenthread.people.models import Carer, Child
from goldenthread.post.models import Message
from goldenthread.rules.access import Basis, Role, Section
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
PAGES = ("advice:by_link", "advice:by_link_document", "advice:by_link_not_known", "advice:by_link_exemption")


def is_shut(someone: Practitioner) -> bool:
    """Whether nothing is shown any more on any page, and nothing that is sent is taken."""
    answers = [someone.reads(page) for page in PAGES] + [
        someone.sends(page, **ONE, do="submit") for page in PAGES
    ]
    assert not any("Ottermark" in answer.content.decode() for answer in answers)
    return all(answer.status_code in (302, 410) for answer in answers) and not Report.objects.exists()


def test_an_expired_link_opens_nothing_not_even_to_who_is_in(sent: Any, morwenna: Practitioner) -> None:
    link, address = sent
    morwenna.comes(address)
    AnswerLink.objects.filter(pk=link.pk).update(expires=Now())
    assert is_shut(morwenna)
    assert morwenna.opens(address).status_code == morwenna.reads(CODE).status_code == 410


def test_a_link_works_for_fourteen_days(sent: Any) -> None:
    link = AnswerLink.objects.get(pk=sent[0].pk)
    assert link.expires - link.made_at == timedelta(days=14)


def test_a_revoked_link_opens_nothing_from_the_next_request_on(
    story: Story, visit: Any, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    morwenna.comes(sent[1])
    assert "slt@cfhd.example" in visit(story.cast.spoc, "advice:revoke_answer", own.pk).words
    response = visit(story.cast.spoc, "advice:revoke_answer", own.pk, link=str(sent[0].pk))
    assert "was taken back" in response.told
    assert is_shut(morwenna)
    assert (
        "No link to answer this request by works"
        in visit(story.cast.spoc, "advice:revoke_answer", own.pk).words
    )
    assert "Ended" in visit(story.cast.spoc, "advice:invite_answer", own.pk).words
    with pytest.raises(Refused, match="ended already"):
        actions.revoke_answer(link=AnswerLink.objects.get(), by=story.cast.spoc, on=TODAY)


@pytest.mark.parametrize("wrong", ["x", "", "0" * 43])
def test_a_tampered_link_opens_nothing(sent: Any, morwenna: Practitioner, wrong: str) -> None:
    address = sent[1].rstrip("/")
    assert morwenna.opens(f"{address[:-1]}{wrong}/").status_code in (404, 410)
    assert morwenna.reads(CODE).status_code == 410


def test_nobody_without_a_link_is_let_in(morwenna: Practitioner) -> None:
    assert is_shut(morwenna)
    assert morwenna.sends(CODE, do="send").status_code == 410
    assert not Message.objects.filter(template="answer-code").exists()


def test_a_code_works_once(sent: Any, morwenna: Practitioner) -> None:
    morwenna.opens(sent[1])
    code = morwenna.asks_for_a_code()
    assert morwenna.sends(CODE, code=code, do="prove").status_code == 302
    thief = Practitioner()
    thief.opens(sent[1])
    assert "is not right, or is good no more" in thief.sends(CODE, code=code, do="prove").words
    assert is_shut(thief)


def test_a_code_works_for_ten_minutes_and_until_the_next(sent: Any, morwenna: Practitioner) -> None:
    morwenna.opens(sent[1])
    first, second = morwenna.asks_for_a_code(), morwenna.asks_for_a_code()
    assert "is not right" in morwenna.sends(CODE, code=first, do="prove").words or first == second
    LinkCode.objects.update(moment=F("moment") - timedelta(minutes=10))
    assert "is not right" in morwenna.sends(CODE, code=second, do="prove").words


def test_a_code_is_of_its_own_link(story: Story, own: Any, sent: Any, morwenna: Practitioner) -> None:
    _, other = invited(own, story.cast.spoc, TODAY, recipient="service-head")
    thief = Practitioner()
    thief.opens(other)
    code = thief.asks_for_a_code()
    morwenna.opens(sent[1])
    mine = morwenna.asks_for_a_code()
    assert mine == code or "is not right" in morwenna.sends(CODE, code=code, do="prove").words


def test_five_wrong_codes_close_the_link_for_a_while_and_spoil_the_code(
    sent: Any, morwenna: Practitioner
) -> None:
    morwenna.opens(sent[1])
    right = morwenna.asks_for_a_code()
    wrong = "000000" if right != "000 000" else "111111"
    for _ in range(5):
        morwenna.sends(CODE, code=wrong, do="prove")
    assert "too many wrong codes. Try again after" in morwenna.sends(CODE, code=right, do="prove").words
    assert "too many wrong codes" in morwenna.sends(CODE, do="send").words
    assert LinkCode.objects.get().tries == 5
    with by_link(sent[0].pk):
        assert not actions.prove_code(link=sent[0], code=right, by=visitor(sent[0]), on=TODAY)


def test_codes_are_sent_five_times_an_hour_at_most(sent: Any, morwenna: Practitioner) -> None:
    morwenna.opens(sent[1])
    for _ in range(5):
        morwenna.asks_for_a_code()
    assert "Five codes were sent within an hour" in morwenna.sends(CODE, do="send").words
    assert Message.objects.filter(template="answer-code").count() == 5


def test_the_proof_of_one_link_is_none_of_another(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    _, other = invited(own, story.cast.spoc, TODAY, recipient="service-head")
    morwenna.comes(sent[1])
    morwenna.opens(other)
    assert is_shut(morwenna)


def test_after_the_advice_is_here_the_link_is_over(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    morwenna.comes(sent[1])
    actions.record(advices=[own], by=story.cast.spoc, on=TODAY)
    assert [morwenna.reads(page).status_code for page in PAGES] == [410] * 4
    assert morwenna.opens(sent[1]).status_code == 410
    with pytest.raises(Refused, match="received on"):
        actions.invite_answer(advice=own, recipient="service", by=story.cast.spoc, on=TODAY)


def test_after_the_request_is_withdrawn_the_link_is_over(
    story: Story, visit: Any, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    morwenna.comes(sent[1])
    typed = {"reason": "by-family", "remark": "By telephone", "on": "2026-11-20"}
    assert visit(story.cast.spoc, "intake:withdraw", own.request_id, **typed).status_code == 302
    assert [morwenna.reads(page).status_code for page in PAGES] == [410] * 4
    (ot,) = story.given_advice_is_sought(date(2026, 11, 2), "OT")
    _, address = invited(ot, story.cast.spoc, TODAY)
    actions.withdraw(advice=ot, reason="not-needed", remark="Agreed", by=story.cast.spoc, on=TODAY)
    assert morwenna.opens(address).status_code == 410


def test_no_other_page_takes_a_link_for_a_sign_in(own: Any, sent: Any, morwenna: Practitioner) -> None:
    morwenna.comes(sent[1])
    for name, id_ in (
        ("desk:case", own.case_id),
        ("advice:answer", own.pk),
        ("documents:of_case", own.case_id),
    ):
        answer = morwenna.browser.get(reverse(name, args=[id_]))
        assert answer.url.startswith("/sign-in/")


def test_the_ids_of_another_request_that_are_sent_along_are_not_read(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    (other,) = story.given_advice_is_sought(date(2026, 11, 2), "SLT")
    morwenna.comes(sent[1])
    ids = {
        "advice": str(other.pk),
        "advice_id": str(other.pk),
        "link": str(uuid4()),
        "case": str(other.case_id),
    }
    morwenna.sends(**ids, do="save", need_1="Whose?")
    assert Draft.objects.get().advice_id == own.pk


def test_the_policies_open_one_case_and_no_more_of_it_than_is_needed(
    story: Story, own: Any, sent: Any
) -> None:
    other = story.given_advice_is_sought(date(2026, 11, 2), "SLT")[0]
    for child in (own.case.child, other.case.child):
        add_carer(child=child, name="Demelza", relationship="Mother", by=story.cast.spoc, on=TODAY)
    for section in (Section.ADVICE, Section.HOUSEHOLD, Section.IDENTIFIERS):
        file = {"title": section.value, "kind": "other", "content": png(), "file_name": "scan.png"}
        upload(case=own.case, section=section, **file, by=story.cast.spoc, on=TODAY)
    with by_link(sent[0].pk):
        assert list(Document.objects.values_list("title", flat=True)) == ["advice"]
        seen = {
            model._meta.label: set(model.objects.values_list("case_id", flat=True))
            for model in apps.get_models()
            if model.__module__.startswith("goldenthread")
            and any(field.attname == "case_id" for field in model._meta.concrete_fields)
        }
        assert {case for cases in seen.values() for case in cases} == {own.case_id}
        assert list(Case.objects.values_list("pk", flat=True)) == [own.case_id]
        assert list(Child.objects.values_list("pk", flat=True)) == [own.case.child_id]
        assert seen["advice.AdviceRequest"] and seen["cases.Fact"] and not seen["audit.Entry"]
        assert not Carer.objects.exists()
        assert not Fact.objects.filter(case=other.case_id).exists()


def test_what_is_written_by_a_link_stays_in_its_case(story: Story, own: Any, sent: Any) -> None:
    other = story.given_advice_is_sought(date(2026, 11, 2), "SLT")[0]
    with by_link(sent[0].pk):
        person = visitor(sent[0])
        for deed in (
            lambda: actions.draft(advice=other, typed=ONE, version=0, by=person, on=TODAY),
            lambda: actions.record(advices=[other], by=person, on=TODAY),
            lambda: actions.acknowledge(advice=other, by=person, on=TODAY),
        ):
            with pytest.raises((Case.DoesNotExist, DatabaseError, Refused)), transaction.atomic():
                deed()
        assert AdviceRequest.objects.filter(pk=other.pk).update(service=own.service) == 0
    assert not Draft.objects.exists() and not Report.objects.exists()


def test_the_account_of_links_alone_opens_nothing(story: Story, own: Any, sent: Any) -> None:
    visitor(sent[0])
    for link in (uuid4(), own.pk, own.case_id):
        with by_link(link):
            assert not Case.objects.exists() and not AnswerLink.objects.exists()
    AnswerLink.objects.update(ended_at=Now(), ended_by=story.cast.spoc.pk)
    with by_link(sent[0].pk):
        assert not Case.objects.exists()
    account = User.objects.get(pk=system_id(LINKS))
    assert account.is_system and not account.has_usable_password()
    with pytest.raises(Refused, match="nobody's"):
        give_link(user=account, by=story.cast.manager, on=TODAY)


def test_another_account_gains_nothing_by_naming_a_link(story: Story, own: Any, sent: Any) -> None:
    with by_link(sent[0].pk), acting_as(story.cast.people[Role.AREA_ADMINISTRATOR]):
        assert not Case.objects.exists()


@pytest.mark.parametrize("recipient", ["spoc", "ad-education", "", "thief@mail.example", "service\nhead"])
def test_a_link_goes_nowhere_but_to_the_services_own_mailboxes(
    story: Story, visit: Any, own: Any, recipient: str
) -> None:
    visit(story.cast.spoc, "advice:invite_answer", own.pk, recipient=recipient)
    with pytest.raises(Refused, match="Choose a mailbox of the service"):
        actions.invite_answer(advice=own, recipient=recipient, by=story.cast.spoc, on=TODAY)
    assert not AnswerLink.objects.exists() and not Message.objects.filter(template="answer-link").exists()


def test_a_case_that_is_kept_to_named_people_opens_by_no_link(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    morwenna.comes(sent[1])
    share(case=own.case, person=story.cast.spoc, basis=Basis.ADVICE, by=story.cast.spoc, on=TODAY)
    restrict(case=own.case, person=None, reason="conflict", by=story.cast.manager, on=TODAY)
    assert is_shut(morwenna)
    with pytest.raises(Refused, match="kept to named people"):
        actions.invite_answer(advice=own, recipient="service", by=story.cast.spoc, on=TODAY)


def test_only_the_spoc_sends_links_and_takes_them_back(story: Story, visit: Any, own: Any, sent: Any) -> None:
    for route in ("advice:invite_answer", "advice:revoke_answer"):
        assert visit(story.cast.therapist, route, own.pk).status_code == 403
        assert visit(story.cast.officer, route, own.pk).status_code == 403


def test_a_form_from_another_site_is_refused(sent: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"/{sent[1]}")
    assert strict.post(reverse(CODE), {"do": "send"}).status_code == 403


def test_the_session_gets_another_key_when_the_code_is_proved(sent: Any, morwenna: Practitioner) -> None:
    morwenna.opens(sent[1])
    before = morwenna.browser.session.session_key
    morwenna.sends(CODE, code=morwenna.asks_for_a_code(), do="prove")
    assert morwenna.browser.session.session_key != before
