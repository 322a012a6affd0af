"""A question about a case has an owner, a day and one answer, and is read by nobody but the case's own people."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.cases.actions import restrict, share
from goldenthread.cases.models import Fact
from goldenthread.database.acting import acting_as
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.directory.queries import organisation
from goldenthread.intake.actions import answer, ask
from goldenthread.intake.models import Question
from goldenthread.intake.questions import queries
from goldenthread.rules.access import Basis, Role, Section
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

ASK, ANSWER, CASE = "intake:ask", "intake:answer", "desk:case"
ON, ASKED = date(2026, 11, 2), date(2026, 11, 20)


@pytest.fixture
def case(story: Story) -> Any:
    """SLT and OT were asked for advice on Torbay Council's request."""
    request = story.given_a_request(ON, reference="GT/7")
    story.given_advice_is_sought(ON, "SLT", "OT", request=request)
    return request.case


def to(story: Story, label: str) -> str:
    return f"service:{story.cast.services[label].pk}"


def asked(story: Story, case: Any, **words: Any) -> Question:
    told = {"to": to(story, "SLT"), "text": "Is she seen at school?", "by": story.cast.officer, "on": ASKED}
    return ask(case=case, **{**told, **words})


def test_the_council_asks_a_service_which_owns_the_question_until_its_day(
    story: Story, visit: Any, case: Any
) -> None:
    page = visit(story.cast.officer, ASK, case.pk)
    assert "owns the question until it is answered, within 5 working days" in page.words
    typed = {"to": to(story, "SLT"), "about": "case", "text": "Is she seen at school?"}
    response = visit(story.cast.officer, ASK, case.pk, **typed)
    assert response.url == reverse(CASE, args=[case.pk])
    assert "SLT is asked, and answers by 27 November 2026." in response.told
    question = Question.objects.get()
    assert (question.asked_on, question.due_on) == (date(2026, 11, 22), date(2026, 11, 27))
    assert (question.from_council, question.from_service) == (story.cast.council, None)
    words = visit(story.cast.officer, CASE, case.pk).words
    assert (
        f"{story.cast.officer.name}, Torbay Council asked SLT on 22 Nov 2026. The case as a whole." in words
    )
    assert "SLT To do Answer the question" in words


def test_the_service_answers_and_the_time_it_took_is_said(story: Story, visit: Any, case: Any) -> None:
    question = asked(story, case)
    page = visit(story.cast.therapist, ANSWER, question.pk)
    assert "Is she seen at school?" in page.words and "is due by 27 November 2026" in page.words
    response = visit(story.cast.therapist, ANSWER, question.pk, text="Every Tuesday.")
    assert "The question is answered." in response.told
    words = visit(story.cast.officer, CASE, case.pk).words
    assert "Every Tuesday." in words
    assert f"{story.cast.therapist.name}, 22 Nov 2026, after 0 working days" in words
    assert "Answer the question" not in words


def test_its_words_stand_in_no_fact_and_both_deeds_in_the_audit(story: Story, case: Any) -> None:
    before = Fact.objects.count()
    question = asked(story, case)
    answer(question_id=question.pk, text="Every Tuesday.", by=story.cast.therapist, on=date(2026, 11, 24))
    assert Fact.objects.count() == before
    deeds = Entry.objects.filter(subject_id=question.pk).order_by("id").values_list("deed", flat=True)
    assert set(deeds) == {"intake.ask", "intake.answer"}


@pytest.mark.parametrize(
    ("who", "owner"),
    [("spoc", "council"), ("therapist", "role:spoc"), ("officer", "role:dco-office"), ("spoc", "service")],
)
def test_council_health_and_single_point_of_contact_ask_each_other(
    story: Story, case: Any, who: str, owner: str
) -> None:
    where = {"council": f"council:{story.cast.council.pk}", "service": to(story, "OT")}.get(owner, owner)
    question = asked(story, case, to=where, by=getattr(story.cast, who))
    assert (question.from_service is not None) == (who == "therapist")
    assert queries.of_case(case.pk, story.cast.spoc)[0].owner in (
        "Torbay Council", "OT", "Health Single Point of Contact", "DMO/DCO office",
    )  # fmt: skip


def test_a_service_reads_its_own_questions_and_those_of_the_case_as_a_whole(story: Story, case: Any) -> None:
    request = case.requests.get()
    own = asked(story, case, request=request)
    asked_itself = asked(story, case, to="role:spoc", by=story.cast.therapist, request=request)
    whole = asked(story, case, to=to(story, "OT"))
    others = asked(story, case, to=to(story, "OT"), request=request)
    with acting_as(story.cast.therapist):
        read = {each.id for each in queries.of_case(case.pk, story.cast.therapist)}
    assert read == {own.pk, asked_itself.pk, whole.pk}
    with acting_as(story.cast.officer):
        assert others.pk in {each.id for each in queries.of_case(case.pk, story.cast.officer)}


def test_who_may_not_read_what_staff_write_reads_no_question(story: Story, visit: Any, case: Any) -> None:
    asked(story, case)
    parent = story.cast.people[Role.PARENT]
    share(case=case, person=parent, basis=Basis.PARENTAL_RESPONSIBILITY, by=story.cast.spoc, on=ON)
    restrict(
        case=case,
        person=story.cast.support,
        section=Section.REMARKS,
        reason="conflict",
        by=story.cast.manager,
        on=ON,
    )
    for person in (parent, story.cast.support, story.cast.people[Role.ASSISTANT_DIRECTOR]):
        page = visit(person, CASE, case.pk)
        assert page.status_code == 200
        assert "Is she seen at school?" not in page.words
        with acting_as(person):
            assert not Question.objects.exists()


def test_the_database_itself_hides_a_question_from_a_stranger_to_the_case(story: Story) -> None:
    request = story.given_a_request(ON, council=organisation("devon-council"))
    story.given_advice_is_sought(ON, "OT", request=request)
    asked(story, request.case, to=to(story, "OT"), by=story.cast.spoc)
    for person in (story.cast.officer, story.cast.therapist):
        with acting_as(person):
            assert not Question.objects.exists()


def test_only_who_is_asked_answers_and_the_single_point_of_contact_for_health(
    story: Story, visit: Any, case: Any
) -> None:
    of_slt, of_council = (
        asked(story, case),
        asked(story, case, to=f"council:{story.cast.council.pk}", by=story.cast.spoc),
    )
    may = {"of_slt": ("therapist", "spoc"), "of_council": ("officer", "support")}
    for name, question in (("of_slt", of_slt), ("of_council", of_council)):
        for who in ("therapist", "spoc", "officer", "support"):
            expected = 200 if who in may[name] else 404
            assert visit(getattr(story.cast, who), ANSWER, question.pk).status_code == expected, (name, who)


def test_a_question_is_answered_once(story: Story, visit: Any, case: Any) -> None:
    question = asked(story, case)
    answer(question_id=question.pk, text="Every Tuesday.", by=story.cast.therapist, on=date(2026, 11, 21))
    page = visit(story.cast.spoc, ANSWER, question.pk)
    assert f"{story.cast.therapist.name} answered this on 21 November 2026." in page.words
    with pytest.raises(Refused, match="has answered this question already"):
        answer(question_id=question.pk, text="No.", by=story.cast.spoc, on=date(2026, 11, 22))
    with pytest.raises(PermissionDenied):
        answer(question_id=question.pk, text="No.", by=story.cast.officer, on=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"to": ""}, "Choose of whom you ask"),
        ({"to": "role:nobody"}, "Choose from the list"),
        ({"about": ""}, "Choose what it is about"),
        ({"text": ""}, "Write your question"),
    ],
)
def test_a_problem_is_said_and_what_was_typed_is_kept(
    story: Story, visit: Any, case: Any, wrong: dict[str, str], sentence: str
) -> None:
    typed = {"to": "role:spoc", "about": "case", "text": "Is she seen at school?", **wrong}
    page = visit(story.cast.officer, ASK, case.pk, **typed)
    assert sentence in page.words
    assert typed["text"] in page.words
    assert not Question.objects.exists()


def test_nobody_outside_the_case_is_asked(story: Story, visit: Any, case: Any) -> None:
    assert to(story, "CAMHS") not in visit(story.cast.officer, ASK, case.pk).content.decode()
    with pytest.raises(Refused, match="Choose of whom you ask"):
        asked(story, case, to=to(story, "CAMHS"))
    other = story.given_a_request(ON)
    with pytest.raises(Refused, match="belongs to another case"):
        asked(story, case, request=other)


def test_a_service_is_not_told_which_others_were_asked(story: Story, visit: Any, case: Any) -> None:
    assert to(story, "OT") not in queries.owners(case, story.cast.therapist)
    assert "role:spoc" in queries.owners(case, story.cast.therapist)


def test_nobody_is_asked_who_reads_no_question(story: Story, case: Any) -> None:
    assert 'code = "privacy-officer"' in pack_text("torbay")
    assert "role:privacy-officer" not in queries.owners(case, story.cast.officer)
    assert "role:dco-office" in queries.owners(case, story.cast.officer)


def test_an_area_s_pack_may_set_its_own_target(story: Story, case: Any) -> None:
    pack = pack_text("torbay").replace("[practice]", "[practice]\nanswer_within = { working_days = 2 }")
    load(text=pack, by=story.cast.tick, on=ON)
    assert asked(story, case).due_on == date(2026, 11, 24)


def test_the_database_refuses_a_question_of_nobody_and_half_an_answer(story: Story, case: Any) -> None:
    question = asked(story, case)
    for wrong in ({"to_service": None}, {"to_role": "spoc"}, {"answered_on": ASKED}, {"due_on": ON}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.filter(pk=question.pk).update(**wrong)


def test_a_stranger_to_the_case_finds_nothing(story: Story, visit: Any, case: Any) -> None:
    devon = story.given_a_request(ON, council=organisation("devon-council"))
    for person in (story.cast.officer, story.cast.therapist):
        assert visit(person, ASK, devon.case_id).status_code == 404
        assert visit(person, ANSWER, uuid4()).status_code == 404
    assert visit(story.cast.people[Role.PARENT], ASK, case.pk).status_code == 403
