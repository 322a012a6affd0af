"""What a link opens beside its form: the request pack, and the other advice that the service's people may read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from goldenthread.advice import actions
from goldenthread.advice.by_link.tests.coming import Practitioner, invited
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import restrict, share
from goldenthread.database.acting import LINKS, by_link, system_id
from goldenthread.demo.stories import Story
from goldenthread.documents.actions import upload, withdraw
from goldenthread.documents.checks.tests.made import png
from goldenthread.documents.models import Document, Version
from goldenthread.intake.actions import ask, describe, receive
from goldenthread.post.paper.tests.written import words_of
from goldenthread.rules.access import Basis, Classification, Section
from goldenthread.rules.answer_links import OPENS
from goldenthread.rules.report import Contact, Need
from goldenthread.rules.traces import What

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
LIST, FILE, PACK = "advice:by_link_advice", "advice:by_link_file", "advice:by_link_pack_docx"


def filed(story: Story, case: Any, title: str, **words: Any) -> Document:
    """A document that the single point of contact put on the case."""
    given = {"kind": "advice", "section": Section.ADVICE, "content": png(), "file_name": f"{title}.png"}
    return upload(case=case, title=title, by=story.cast.spoc, on=date(2026, 11, 9), **{**given, **words})


def asked_for(someone: Practitioner, document: Document) -> Any:
    return someone.browser.get(reverse(FILE, args=[Version.objects.get(document=document).pk]))


def test_the_pack_says_what_is_asked_and_no_number_of_the_child(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    about = {"case": own.case, "by": story.cast.officer, "on": date(2026, 11, 20)}
    hopes = {"aspirations": "To tell her own stories.", "outcomes": "She is understood at school."}
    describe(request=own.request, version=own.request.version, changes=hopes, by=story.cast.spoc, on=TODAY)
    ask(**about, to=f"service:{own.service_id}", text="Does she use signs?")
    morwenna.comes(sent[1])
    assert reverse(PACK) in morwenna.reads().content.decode()
    said = "\n".join(words_of(morwenna.browser.get(reverse(PACK)).content))
    for words in ("Ember Ottermark", "7 April 2015", *hopes.values(), "Does she use signs?"):
        assert words in said
    assert "NHS number" not in said
    row = Entry.objects.get(deed=PACK, purpose="file")
    assert (row.recorded_by, row.basis) == (system_id(LINKS), f"link {sent[0].pk}")
    assert morwenna.browser.get(reverse("advice:by_link_pack_pdf")).content.startswith(b"%PDF")


def test_a_pack_that_no_pdf_can_show_leads_back_to_the_form(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    hopes = {"outcomes": "She smiles \U0001f600"}
    describe(request=own.request, version=own.request.version, changes=hopes, by=story.cast.spoc, on=TODAY)
    morwenna.comes(sent[1])
    answer = morwenna.reads("advice:by_link_pack_pdf")
    assert answer.url == reverse("advice:by_link") and "Take it as a Word document" in answer.told


def test_the_parts_that_a_link_opens_are_those_of_the_policies(sent: Any) -> None:
    with by_link(sent[0].pk), connection.cursor() as cursor:
        for section in Section:
            cursor.execute("select app_opens(%s)", [section.value])
            assert cursor.fetchone() == (section in OPENS,), section


def test_other_advice_is_listed_with_whose_it_is_and_its_day_and_is_opened(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    theirs = filed(story, own.case, "From the psychologist")
    filed(story, own.case, "Our last report", service=own.service)
    morwenna.comes(sent[1])
    assert "Other advice that you may read (2 pieces)" in morwenna.reads().words
    page = morwenna.reads(LIST).words
    for said in (
        "From the psychologist",
        "Of no single service",
        "Our last report",
        "SLT",
        "9 November 2026",
    ):
        assert said in page
    answer = asked_for(morwenna, theirs)
    assert (answer.status_code, answer.content) == (200, png())
    assert answer["Content-Disposition"].startswith("attachment")
    took = Entry.objects.get(deed="documents.download", recorded_by=system_id(LINKS))
    looked = Entry.objects.filter(request_id=took.request_id, what=What.LOOKED.value, deed=FILE)
    assert set(looked.values_list("basis", flat=True)) == {f"link {sent[0].pk}"}


def test_what_the_service_wrote_on_another_request_of_the_case_is_read_on_the_page(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    words = {"child": own.case.child, "case": own.case, "council": story.cast.council, "by": story.cast.spoc}
    before = receive(**words, on=date(2026, 11, 3))
    (earlier, other) = story.given_advice_is_sought(date(2026, 11, 3), "SLT", "OT", request=before)
    for asked, word in ((earlier, "Few words"), (other, "Small steps")):
        told = {"needs": [Need(word, "Therapy", "More")], "contacts": [Contact("Amy", 1, TODAY, TODAY)]}
        actions.answer(advice=asked, author="Amy Hext", **told, by=story.cast.spoc, on=TODAY)
    morwenna.comes(sent[1])
    page = morwenna.reads(LIST).words
    assert "Advice of SLT, 22 November 2026" in page and "Need 1 Few words" in page and "Amy Hext" in page
    assert "Small steps" not in page


def test_nothing_else_is_listed_or_opened_whoever_names_it(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    """Of another case, another service, kept closely, of another part, of another kind, withdrawn."""
    elsewhere = story.given_advice_is_sought(date(2026, 11, 2), "SLT")[0].case
    (ot,) = story.given_advice_is_sought(date(2026, 11, 2), "OT", request=own.request)
    of_ot = filed(story, own.case, "Of OT", service=ot.service)
    ours = filed(story, own.case, "Withdrawn")
    social = filed(story, own.case, "Minutes", kind="minutes")
    shut = [
        filed(story, elsewhere, "Elsewhere"),
        of_ot,
        *(filed(story, own.case, each.value, section=each) for each in sorted(set(Section) - OPENS)),
        *(_classed(story, own.case, each) for each in (Classification.SAFEGUARDING, Classification.SEALED)),
        ours,
    ]
    withdraw(document=ours, reason="twice", by=story.cast.spoc, on=TODAY)
    with by_link(sent[0].pk):
        assert list(Document.objects.values_list("title", flat=True)) == ["Minutes"]
        assert Version.objects.count() == 1
    morwenna.comes(sent[1])
    assert "No other advice is here that you may read." in morwenna.reads(LIST).words
    assert "Other advice" not in morwenna.reads().words
    assert {asked_for(morwenna, each).status_code for each in (*shut, social)} == {404}


def _classed(story: Story, case: Any, classification: Classification) -> Document:
    """One that a person with that ceiling could have put there."""
    document = filed(story, case, classification.value)
    Document.objects.filter(pk=document.pk).update(classification=classification.value)
    return document


def test_a_part_that_is_kept_to_named_people_is_shut_to_a_link(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    theirs = filed(story, own.case, "From the psychologist")
    morwenna.comes(sent[1])
    assert asked_for(morwenna, theirs).status_code == 200
    share(case=own.case, person=story.cast.spoc, basis=Basis.ADVICE, by=story.cast.spoc, on=TODAY)
    kept = {"section": Section.ADVICE, "reason": "conflict", "by": story.cast.manager, "on": TODAY}
    restrict(case=own.case, person=None, **kept)
    assert asked_for(morwenna, theirs).status_code in (404, 410)
    assert "psychologist" not in morwenna.reads(LIST).words


def test_no_link_and_a_link_that_has_ended_open_none_of_it(
    story: Story, own: Any, sent: Any, morwenna: Practitioner
) -> None:
    theirs = filed(story, own.case, "From the psychologist")
    _, other = invited(own, story.cast.spoc, TODAY, recipient="service-head")
    stranger, unproved = Practitioner(), Practitioner()
    unproved.opens(other)
    morwenna.comes(sent[1])
    actions.revoke_answer(link=sent[0], by=story.cast.spoc, on=TODAY)
    for someone, answered in ((stranger, 410), (unproved, 302), (morwenna, 410)):
        pages = [someone.reads(route) for route in (LIST, PACK, "advice:by_link_pack_pdf")]
        assert {page.status_code for page in (*pages, asked_for(someone, theirs))} == {answered}
