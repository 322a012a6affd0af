"""The request pack: what stands in it for whom, who may take it, and the trace that it leaves."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice import actions
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import open_in_emergency, restrict, share
from goldenthread.demo.stories import Story
from goldenthread.directory.models import PackVersion
from goldenthread.intake.actions import ask, describe
from goldenthread.post.paper.tests.test_pictures import is_white_at_the_edge
from goldenthread.post.paper.tests.written import text_of, words_of
from goldenthread.rules.access import Basis, Role, Section

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)
PDF, DOCX = "desk:request_pack_pdf", "desk:request_pack_docx"
HOPES = "To tell her own stories.\n\nTo walk to school with her brother."
CONFIDENTIAL = "Confidential: it is about a child."


@pytest.fixture
def own(story: Story, today: date) -> Any:
    """SLT, asked about Ember Ottermark, with what she hopes for, what is sought and a question."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(ON, child=child, reference="GT/1")
    hopes = {"aspirations": HOPES, "outcomes": "She is understood at school."}
    describe(request=request, version=request.version, changes=hopes, by=story.cast.spoc, on=ON)
    (asked,) = story.given_advice_is_sought(ON, "SLT", request=request)
    about = {"case": asked.case, "by": story.cast.officer, "on": date(2026, 11, 20)}
    ask(**about, to=f"service:{asked.service_id}", text="Does she use signs?")
    ask(**about, to="role:spoc", text="Who leads?")
    return asked


def taken(client: Any, person: Any, asked: Any, route: str = DOCX) -> Any:
    client.force_login(person)
    return client.get(reverse(route, args=[asked.pk]))


def words(client: Any, person: Any, asked: Any) -> str:
    return "\n".join(words_of(taken(client, person, asked).content))


def test_it_says_who_is_asked_for_what_by_when_and_why_in_the_area_s_words(
    story: Story, own: Any, client: Any
) -> None:
    said = words(client, story.cast.therapist, own)
    child = own.case.child
    number = f"{child.nhs_number[:3]} {child.nhs_number[3:6]} {child.nhs_number[6:]}"
    in_order = (
        "Children and Family Health Devon",
        "Speech and Language Therapy",
        CONFIDENTIAL,
        "Request for health advice: SLT on GT/1",
        "it gives the advice its weight",
        "Advice due by: 14 December 2026",
        "regulation 8",
        "Name: Ember Ottermark",
        "Date of birth: 7 April 2015",
        f"NHS number: {number}",
        "What the child and the family hope for",
        "To tell her own stories.",
        "To walk to school with her brother.",
        "Outcomes sought",
        "She is understood at school.",
        "Does she use signs?",
        "Need: ",
        "Provision required as a result: ",
        "Difference expected: ",
        "Without an account: ",
        "Neither is an answer in law",
        "Single Point of Contact",
    )
    assert [words for words in in_order if words not in said] == []
    places = [said.rindex(words) if words == in_order[-1] else said.index(words) for words in in_order]
    assert places == sorted(places)
    assert "Who leads?" not in said


def test_an_area_without_words_of_its_own_has_those_of_the_system(
    story: Story, own: Any, client: Any
) -> None:
    version = PackVersion.objects.get(pk=own.pack_version_id)
    left = [row for row in version.data["template"] if row["code"] != "request-pack"]
    PackVersion.objects.filter(pk=version.pk).update(data={**version.data, "template": left})
    said = words(client, story.cast.spoc, own)
    assert "Request for the advice of SLT on GT/1" in said and "the child who is named below" in said
    assert "She is understood at school." in said and "Difference expected: " in said


def test_the_pdf_is_tagged_says_the_same_and_nothing_of_it_is_cut_off(
    story: Story, own: Any, client: Any, tmp_path: Path
) -> None:
    answer = taken(client, story.cast.officer, own, PDF)
    name = 'attachment; filename="request-pack-SLT-GT-1-22-November-2026.pdf"'
    assert answer["Content-Disposition"].startswith(name) and answer["Cache-Control"] == "no-store"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in answer.content
    found = " ".join(text_of(answer.content, tmp_path).split())
    for said in ("Ember Ottermark", "She is understood at school.", "Does she use signs?", "How to answer"):
        assert said in found
    if shutil.which("pdftoppm"):
        drawn = ["pdftoppm", "-gray", "-r", "50", "letter.pdf", "page"]
        subprocess.run(drawn, cwd=tmp_path, check=True)
        pages = sorted(tmp_path.glob("page-*.pgm"))
        assert pages and all(is_white_at_the_edge(page.read_bytes()) for page in pages)


def test_what_is_not_said_yet_is_told_as_that(story: Story, today: date, client: Any) -> None:
    (bare,) = story.given_advice_is_sought(ON, "SLT")
    said = words(client, story.cast.therapist, bare)
    assert said.count("Not said in the record yet") == 2
    assert "No question was put beside the request." in said and "School: Not recorded" in said


def test_each_taking_is_a_look_that_the_audit_names(story: Story, own: Any, client: Any) -> None:
    for route in (PDF, DOCX):
        taken(client, story.cast.therapist, own, route)
        row = Entry.objects.filter(deed=route, purpose="file").get()
        looked = (row.recorded_by, row.case_id, row.child_id, row.rule)
        assert looked == (story.cast.therapist.pk, own.case_id, own.case.child_id, "write_letters")


def test_who_may_not_know_the_number_or_read_the_questions_takes_it_without(
    story: Story, own: Any, client: Any
) -> None:
    kept = {"section": Section.IDENTIFIERS, "reason": "conflict", "by": story.cast.manager, "on": ON}
    restrict(case=own.case, person=story.cast.therapist, **kept)
    assert "NHS number" not in words(client, story.cast.therapist, own)
    said = words(client, story.cast.people[Role.ASSISTANT_DIRECTOR], own)
    assert "NHS number: " in said and "Does she use signs?" not in said


def test_nobody_takes_it_but_who_is_asked_who_asks_and_who_stands_between(
    story: Story, own: Any, client: Any
) -> None:
    parent = story.cast.people[Role.PARENT]
    share(case=own.case, person=parent, basis=Basis.PARENTAL_RESPONSIBILITY, by=story.cast.spoc, on=ON)
    (ot,) = story.given_advice_is_sought(ON, "OT", request=own.request)
    answers = {
        "parent": taken(client, parent, own).status_code,
        "another service": taken(client, story.cast.therapist, ot).status_code,
        "administrator": taken(client, story.cast.administrator, own).status_code,
        "officer": taken(client, story.cast.officer, ot).status_code,
    }
    assert answers == {"parent": 403, "another service": 404, "administrator": 403, "officer": 200}


def test_what_was_opened_in_an_emergency_is_read_and_not_taken(
    story: Story, today: date, client: Any, visit: Any
) -> None:
    (ot,) = story.given_advice_is_sought(ON, "OT", reference="GT/2")
    person: Any = story.cast.people[Role.TEAM_MANAGER]
    open_in_emergency(found_by="GT/2", reason="harm", words="She came to the ward.", by=person, on=ON)
    page = visit(person, "desk:case", ot.case_id).words
    assert "Advice awaited" in page or "Not acknowledged yet" in page
    assert "Request pack" not in page
    assert taken(client, person, ot).status_code == 404


def test_the_case_and_the_page_of_the_advice_lead_to_both_forms(story: Story, own: Any, visit: Any) -> None:
    places: Mapping[str, Any] = {"desk:case": own.case_id, "advice:answer": own.pk}
    for route, about in places.items():
        page = visit(story.cast.therapist, route, about).content.decode()
        for form in (PDF, DOCX):
            assert reverse(form, args=[own.pk]) in page, route


def test_a_pack_that_is_not_needed_any_more_says_so(story: Story, own: Any, client: Any) -> None:
    story.given_advice_comes(own, date(2026, 11, 20))
    assert "The advice was received on 20 November 2026." in words(client, story.cast.spoc, own)
    (ot,) = story.given_advice_is_sought(ON, "OT")
    actions.withdraw(
        advice=ot, reason="not-needed", remark="Agreed", by=story.cast.spoc, on=date(2026, 11, 20)
    )
    assert "The request was withdrawn on 20 November 2026." in words(client, story.cast.spoc, ot)


def test_a_character_that_no_font_has_leads_back_with_a_sentence(story: Story, own: Any, client: Any) -> None:
    hopes = {"outcomes": "She smiles \U0001f600"}
    own.request.refresh_from_db()
    describe(request=own.request, version=own.request.version, changes=hopes, by=story.cast.spoc, on=ON)
    client.force_login(story.cast.spoc)
    page = client.get(reverse(PDF, args=[own.pk]), follow=True).content.decode()
    assert "Take it as a Word document" in page
    assert "\U0001f600" in words(client, story.cast.spoc, own)
