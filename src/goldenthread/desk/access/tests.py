"""Who can see a case: everybody who was let in or is kept out, and what each of them is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice.actions import invite_answer, revoke_answer
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import open_in_emergency, restrict, share, unshare
from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Basis, Permission, Role, may

pytestmark = pytest.mark.django_db

ROUTE, ON = "desk:access", date(2026, 11, 2)


@pytest.fixture
def case(story: Story) -> Case:
    """A case into which nobody was let."""
    child = story.given_a_child("Ember", "Ottermark")
    return story.given_a_request(ON, child=child, reference="GT/7").case


def test_a_link_to_answer_by_is_listed_until_when_and_can_be_taken_back(story: Story, visit: Any) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    link = invite_answer(advice=slt, recipient="service", by=story.cast.spoc, on=ON)
    page = visit(story.cast.spoc, ROUTE, slt.case_id)
    for said in (
        "Speech and Language Therapy, slt@cfhd.example",
        "Answers for SLT by a link",
        "Sees that request",
    ):
        assert said in page.words
    assert reverse("advice:revoke_answer", args=[slt.pk]) in page.content.decode()
    manager = story.cast.people[Role.SEND_MANAGER]
    assert "advice/" not in visit(manager, ROUTE, slt.case_id).content.decode().partition("<main")[2]
    revoke_answer(link=link, by=story.cast.spoc, on=ON)
    assert "Sees that request" not in visit(story.cast.spoc, ROUTE, slt.case_id).words


def test_each_relation_says_who_why_how_far_and_by_whom(story: Story, visit: Any, case: Case) -> None:
    words = {"case": case, "by": story.cast.spoc, "on": ON}
    worker = story.cast.people[Role.SOCIAL_WORKER]
    share(person=worker, basis=Basis.SAFEGUARDING, ends_on=date(2099, 3, 31), **words)
    share(organisation=story.cast.school, basis=Basis.CONSULTED, **words)
    said = visit(story.cast.spoc, ROUTE, case.pk).words
    for each in (
        "Bersaba Nute",
        "For safeguarding every part",
        "Consulted as a school or setting name, date of birth, school and reference; the council's requests",
        "2 November 2026 until 31 March 2099",
        "Alice Penrose",
        "Sees the case Is told: “You may, as Social worker: sees the cases of children with whom they work.”",
        f"{story.cast.school}",
        "until somebody ends it",
        "Whoever is its SENCO sees these parts",
        "Nobody is kept out of this case.",
    ):
        assert each in said, each


def test_what_ended_stays_to_be_read_below_what_lasts(story: Story, visit: Any, case: Case) -> None:
    words = {"case": case, "by": story.cast.spoc, "on": ON}
    over = share(person=story.cast.people[Role.SOCIAL_WORKER], basis=Basis.SAFEGUARDING, **words)
    unshare(relation=over, by=story.cast.spoc, on=ON)
    share(person=story.cast.people[Role.PARENT], basis=Basis.PARENTAL_RESPONSIBILITY, **words)
    page = visit(story.cast.spoc, ROUTE, case.pk)
    assert page.words.index("Jenna Rowe") < page.words.index("Bersaba Nute")
    assert "Ended Is told: “There is nothing here that you may see." in page.words
    assert reverse("cases:unshare", args=[over.pk]) not in page.content.decode()


def test_an_emergency_says_that_they_let_themselves_in(story: Story, visit: Any, case: Case) -> None:
    typed = {"found_by": "GT/7", "reason": "harm", "words": "She came to the ward."}
    open_in_emergency(**typed, by=story.cast.therapist, on=ON)
    said = visit(story.cast.spoc, ROUTE, case.pk).words
    assert "Charlie Opie" in said and "Opened in an emergency" in said and "themselves" in said


def test_a_restriction_is_shown_and_lifted_by_who_may(story: Story, visit: Any, case: Case) -> None:
    made = restrict(case=case, person=story.cast.officer, reason="conflict", by=story.cast.manager, on=ON)
    lift = reverse("cases:lift", args=[made.pk])
    seen = visit(story.cast.manager, ROUTE, case.pk)
    assert "Bob Trethewey" in seen.words
    assert "Own, family's or colleague's child the whole case" in seen.words
    assert "Kept out Is told: “There is nothing here" in seen.words
    assert lift in seen.content.decode()
    assert lift not in visit(story.cast.spoc, ROUTE, case.pk).content.decode()
    assert "Keep somebody out" not in visit(story.cast.spoc, ROUTE, case.pk).words


def test_the_case_leads_there_for_who_lets_people_in(story: Story, visit: Any, case: Case) -> None:
    story.given_advice_is_sought(ON, "SLT", request=story.given_a_request(ON, child=case.child))
    assert "Who can see this case" in visit(story.cast.spoc, "desk:case", case.pk).words
    support = visit(story.cast.support, "desk:case", case.pk)
    assert support.status_code == 200 and "Who can see this case" not in support.words


def test_it_is_for_who_lets_people_in_and_their_look_is_written_down(
    story: Story, visit: Any, case: Case
) -> None:
    for role, person in story.cast.people.everybody().items():
        expected = 200 if may([role], Permission.SHARE) else 403
        assert visit(person, ROUTE, case.pk).status_code == expected, role
    looks = Entry.objects.filter(deed=ROUTE, recorded_by=story.cast.spoc.pk, what="looked", case_id=case.pk)
    assert looks.exists()
    restrict(case=case, person=story.cast.spoc, reason="conflict", by=story.cast.manager, on=ON)
    assert visit(story.cast.spoc, ROUTE, case.pk).status_code == 404
