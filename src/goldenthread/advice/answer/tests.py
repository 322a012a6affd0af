"""Writing advice: a draft that loses nothing, the three blocks, the contacts, and what the case then shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError
from django.urls import reverse

from goldenthread.advice import actions
from goldenthread.advice.answer import forms, queries
from goldenthread.advice.answer.side_by_side import standing
from goldenthread.advice.models import Contact, Draft, Need, Report
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.intake.actions import ask
from goldenthread.rules import report
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused, Stale

pytestmark = pytest.mark.django_db

ROUTE = "advice:answer"
ON = date(2026, 11, 20)
ONE = {
    "need_1": "Understands single words",
    "provision_1": "An hour a week of speech and language therapy",
    "difference_1": "Follows a story in class by July 2027",
    "who_1": "Charlie Opie, therapist",
    "times_1": "4",
    "from_1": "2025-01-09",
    "to_1": "2026-10-06",
    "author": "Charlie Opie, therapist",
}
SUBMIT, SAVE = {**ONE, "do": "submit"}, {"do": "save"}
TWO = {
    **SUBMIT, "needs": "2", "contacts": "2", "need_2": "Tires by noon", "provision_2": "A rest at eleven",
    "difference_2": "Stays to the end of the day", "who_2": "The team", "times_2": "1", "from_2": "2026-02-02",
    "to_2": "2026-02-02",
}  # fmt: skip


@pytest.fixture
def own(story: Story) -> Any:
    """SLT, whose therapist is Charlie, asked on 2 November 2026."""
    return story.given_advice_is_sought(date(2026, 11, 2), "SLT")[0]


def shown(asked: Any) -> dict[str, str]:
    """The draft that somebody has before them who opens the page now, as the form carries it."""
    return {"stood": standing(asked.pk, Draft.objects.filter(advice=asked).first()).signed()}


def test_the_page_says_whose_it_is_by_when_and_why_and_what_was_asked(
    story: Story, visit: Any, own: Any
) -> None:
    about = {"case": own.case, "to": f"service:{own.service_id}", "by": story.cast.officer, "on": ON}
    ask(**about, text="Does she use signs?")
    ask(**{**about, "to": "role:spoc"}, text="Who leads?")
    page = visit(story.cast.therapist, ROUTE, own.pk).words
    for said in (
        own.case.child.name,
        own.case.reference,
        "14 December 2026",
        "Does she use signs?",
        "regulation 8",
    ):
        assert said in page
    assert "Who leads?" not in page


def test_advice_that_is_handed_in_stops_the_clock_and_keeps_its_blocks(
    story: Story, visit: Any, own: Any
) -> None:
    response = visit(story.cast.therapist, ROUTE, own.pk, **TWO)
    assert response.url == reverse("desk:case", args=[own.case_id])
    assert "The advice of SLT was handed in. Its clock has stopped." in response.told
    made = Report.objects.get()
    assert (made.title, made.author) == ("Advice of SLT", "Charlie Opie, therapist")
    assert [(row.number, row.need, row.difference) for row in made.needs.order_by("number")] == [
        (1, "Understands single words", "Follows a story in class by July 2027"),
        (2, "Tires by noon", "Stays to the end of the day"),
    ]
    assert [(row.who, row.times, row.to_on) for row in made.contacts.order_by("number")] == [
        ("Charlie Opie, therapist", 4, date(2026, 10, 6)),
        ("The team", 1, date(2026, 2, 2)),
    ]
    fact = Fact.objects.get(kind=Kind.ADVICE_RECORDED)
    assert (fact.about, fact.happened_on, fact.by) == (own.pk, date(2026, 11, 22), story.cast.therapist)
    assert fact.details == {"report": str(made.pk), "joint": False}


def test_every_problem_is_said_at_once_and_nothing_typed_is_lost(story: Story, visit: Any, own: Any) -> None:
    wrong = {
        "provision_1": "",
        "times_1": "often",
        "to_1": "2024-01-01",
        "author": "",
        "need_2": "Tires by noon",
    }
    page = visit(story.cast.therapist, ROUTE, own.pk, **{**TWO, **wrong, "difference_2": ""})
    for sentence in (
        "Enter the provision that is required as a result of need 1.",
        "Describe the difference that the provision for need 2 makes.",
        "must be a whole number",
        "The child was last seen before they were first seen.",
        "Enter who gives this advice",
    ):
        assert sentence in page.words
    assert "Understands single words" in page.content.decode()
    assert 'value="often"' in page.content.decode()
    assert not Report.objects.exists()


def test_not_known_is_no_need(story: Story, visit: Any, own: Any) -> None:
    page = visit(story.cast.therapist, ROUTE, own.pk, **{**SUBMIT, "need_1": "Not known to the service"})
    assert "is no advice. Say it on the request instead" in page.words
    row = {"area_id": own.area_id, "case": own.case, "number": 1, "need": "The child is not known to us."}
    made = Report.objects.create(area_id=own.area_id, case=own.case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(**row, report=made, provision="None", difference="None")


def test_nobody_has_seen_the_child_is_said_with_a_tick(story: Story, visit: Any, own: Any) -> None:
    unseen = {
        name: word for name, word in SUBMIT.items() if name not in ("who_1", "times_1", "from_1", "to_1")
    }
    assert "or tick that nobody" in visit(story.cast.therapist, ROUTE, own.pk, **unseen).words
    assert visit(story.cast.therapist, ROUTE, own.pk, **unseen, is_unseen="on").status_code == 302
    assert not Contact.objects.exists()


def test_a_draft_keeps_what_was_typed_half_or_whole_for_a_colleague(
    story: Story, visit: Any, own: Any
) -> None:
    half = {"need_1": " Half a need", "from_1_day": "9", "from_1_year": "20", "times_1": "some", **SAVE}
    response = visit(story.cast.therapist, ROUTE, own.pk, **half)
    assert response.url == reverse(ROUTE, args=[own.pk])
    assert response.told == "The draft was saved."
    page = visit(story.cast.spoc, ROUTE, own.pk).content.decode()
    for kept in (" Half a need", 'value="9"', 'value="20"', 'value="some"', "Draft saved by Charlie Opie"):
        assert kept in page
    assert not Report.objects.exists()
    assert (
        "Draft of the advice Saved by Charlie Opie" in visit(story.cast.spoc, "desk:case", own.case_id).words
    )
    assert "Draft of the advice" not in visit(story.cast.officer, "desk:case", own.case_id).words


def test_another_row_is_a_draft_with_room_for_it(story: Story, visit: Any, own: Any) -> None:
    page = visit(story.cast.therapist, ROUTE, own.pk).content.decode()
    assert "need_1" in page and "need_2" not in page
    assert "another need" in visit(story.cast.therapist, ROUTE, own.pk, **{**ONE, "do": "more_needs"}).told
    page = visit(story.cast.therapist, ROUTE, own.pk).content.decode()
    assert "need_2" in page and "who_2" not in page and "Understands single words" in page
    more = {**ONE, "do": "more_contacts", "needs": "2", **shown(own)}
    visit(story.cast.therapist, ROUTE, own.pk, **more)
    assert "who_2" in visit(story.cast.therapist, ROUTE, own.pk).content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "9999999999", "x", "", "21"])
def test_no_number_of_rows_breaks_the_form(story: Story, visit: Any, own: Any, number: str) -> None:
    page = visit(story.cast.therapist, ROUTE, own.pk, do="submit", needs=number, contacts=number)
    assert page.status_code == 200
    assert f"need_{report.MOST_ROWS + 1}" not in page.content.decode()


def test_a_draft_that_is_sent_twice_is_one(story: Story, visit: Any, own: Any) -> None:
    for _ in range(2):
        assert visit(story.cast.therapist, ROUTE, own.pk, **{**ONE, **SAVE}).status_code == 302
    assert Draft.objects.get().version == 1


def test_a_form_about_days_is_told_the_day() -> None:
    with pytest.raises(TypeError, match="today"):
        forms.Answer(SUBMIT).is_valid()


def test_the_draft_goes_when_the_advice_is_handed_in(story: Story, visit: Any, own: Any) -> None:
    visit(story.cast.therapist, ROUTE, own.pk, **{**ONE, **SAVE})
    visit(story.cast.therapist, ROUTE, own.pk, **SUBMIT, **shown(own))
    assert not Draft.objects.exists()


def test_a_draft_of_a_request_that_has_ended_is_refused(story: Story, visit: Any, own: Any) -> None:
    story.given_advice_comes(own, ON)
    response = visit(story.cast.therapist, ROUTE, own.pk, **{**ONE, **SAVE})
    assert "is not awaited any more" in response.told
    with pytest.raises(Refused, match="received on 20 November 2026"):
        actions.draft(advice=own, typed=ONE, version=0, by=story.cast.therapist, on=ON)


def test_a_draft_too_long_for_a_form_is_a_document(story: Story, visit: Any, own: Any) -> None:
    page = visit(story.cast.therapist, ROUTE, own.pk, need_1="x" * 1_000_001, **SAVE)
    assert "Hand the advice in as a document instead." in page.words
    with pytest.raises(Stale):
        actions.draft(advice=own, typed=ONE, version=3, by=story.cast.therapist, on=ON)


def test_the_action_asks_again_what_the_form_asked(story: Story, own: Any) -> None:
    need, seen = report.Need("Need", "Provision", "Difference"), report.Contact("Amy", 1, ON, ON)
    words: dict[str, Any] = {
        "advice": own,
        "needs": [need],
        "contacts": [seen],
        "by": story.cast.therapist,
        "on": ON,
    }
    with pytest.raises(Refused, match="who gives this advice"):
        actions.answer(**words, author=" ")
    with pytest.raises(Refused, match="at least one need"):
        actions.answer(**{**words, "needs": [report.Need()]}, author="Amy")
    blank = [report.Need(), need, report.Need()]
    actions.answer(**{**words, "needs": blank, "contacts": [report.Contact(), seen]}, author="Amy")
    assert (Need.objects.get().number, Contact.objects.get().number) == (1, 1)


def test_what_was_handed_in_is_never_changed(story: Story, visit: Any, own: Any) -> None:
    visit(story.cast.therapist, ROUTE, own.pk, **SUBMIT)
    for table in ("advice_need", "advice_contact"):
        for deed in (f"update {table} set number = 7", f"delete from {table}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(deed)


def test_the_case_shows_the_advice_to_whoever_may_read_it(story: Story, visit: Any, own: Any) -> None:
    visit(story.cast.therapist, ROUTE, own.pk, **SUBMIT)
    for person in (story.cast.spoc, story.cast.officer, story.cast.therapist):
        page = visit(person, "desk:case", own.case_id).words
        assert "An hour a week of speech and language therapy" in page
        assert "Charlie Opie, therapist: 4 times, 9 January 2025 to 6 October 2026" in page


def test_another_service_sees_neither_the_advice_nor_its_draft(story: Story, visit: Any, own: Any) -> None:
    (ot,) = story.given_advice_is_sought(date(2026, 11, 2), "OT", request=own.request)
    actions.draft(advice=ot, typed=ONE, version=0, by=story.cast.spoc, on=ON)
    assert queries.draft(ot.pk, story.cast.therapist) is None
    assert queries.drafts(ot.case_id, story.cast.therapist) == {}
    assert queries.drafts(ot.case_id, story.cast.officer) == {}
    assert set(queries.drafts(ot.case_id, story.cast.spoc)) == {ot.pk}
    visit(story.cast.spoc, ROUTE, ot.pk, **SUBMIT, **shown(ot))
    assert "An hour a week" not in visit(story.cast.therapist, "desk:case", ot.case_id).words
    assert visit(story.cast.therapist, ROUTE, ot.pk).status_code == 404
    assert visit(story.cast.officer, ROUTE, own.pk).status_code == 403
