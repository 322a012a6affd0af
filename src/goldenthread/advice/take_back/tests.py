"""The page on which a list that came back is looked at: what each row would do, in part or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice import actions as advice
from goldenthread.advice.models import ServiceList
from goldenthread.advice.workbook.tests.handling import TODAY, brought, fill, handed
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db
ROUTE, RECEIVED = "advice:take_back", date(2026, 9, 1)


@pytest.fixture
def kept(story: Story) -> Any:
    """SLT's list of four: two came, one was changed here meanwhile, one cannot be read; and one row of nobody."""
    asked = [story.given_advice_is_sought(RECEIVED, "SLT", reference=f"EHC-{n}")[0] for n in range(1, 5)]
    first, second, third, fourth = handed(story)
    advice.explain(advice=asked[2], cause="sign-off", by=story.cast.spoc, on=TODAY)
    rows = [
        fill(first, advice_on="20/11/2026", remark="By <b>post</b>"),
        fill(second, answer="Waiting list"),
        fill(third, cause="Not enough staff for the requests"),
        fill(fourth, advice_on="soon"),
        (77, {"reference": "EHC-9", "child": "Nobody's"}),
    ]
    return brought(story, *rows)


def test_every_row_says_what_would_come_of_it_and_nothing_is_taken_in_yet(
    story: Story, visit: Any, kept: Any
) -> None:
    facts = Fact.objects.count()
    page = visit(story.cast.spoc, ROUTE, kept.pk)
    child = {row.case.reference: row.case.child.name for row in kept.service.advice_requests.all()}
    for words in (
        "2 new 1 changed meanwhile 1 to mend 1 not of this list 0 nothing new",
        f"Row 5, {child['EHC-1']}, EHC-1",
        "The advice was given on 20 November 2026. Remark: By <b>post</b>",
        "Waiting list: the request stays open and goes the not-known route.",
        f"Row 7, {child['EHC-3']}, EHC-3",
        "This was changed here since the list was taken out. Nothing is written over.",
        "Nothing The file says Not enough staff for the requests",
        "“soon” under “Advice given on” is no day. Type it as 20/11/2026.",
        "or of requests that you may not answer: row 77.",
    ):
        assert words in page.words, words
    assert "Nobody's" not in page.words
    ticked = [box["value"] for box in Screen(page.content.decode()).all("input", name="rows")]
    assert ticked == ["5", "6"]
    assert Fact.objects.count() == facts
    looked = Entry.objects.filter(what="looked", deed=ROUTE, purpose="import")
    assert looked.values("case_id").distinct().count() == 4


def test_the_ticked_rows_are_taken_in_and_the_rest_waits(story: Story, visit: Any, kept: Any) -> None:
    response = visit(story.cast.spoc, ROUTE, kept.pk, do="take", rows=["6"])
    assert response.url == reverse(ROUTE, args=[kept.pk])
    assert "1 row taken in. 3 rows to see to below." in response.told
    assert not Fact.objects.filter(kind=Kind.ADVICE_RECORDED).exists()
    assert Fact.objects.filter(kind=Kind.ADVICE_ROUTED).count() == 1
    visit(story.cast.spoc, ROUTE, kept.pk, do="take", rows=["5"])
    assert Fact.objects.filter(kind=Kind.ADVICE_RECORDED).count() == 1
    page = visit(story.cast.spoc, ROUTE, kept.pk)
    assert "There is nothing to take in." in page.words and "2 nothing new" in page.words


def test_a_row_that_was_not_offered_is_not_taken_in(story: Story, visit: Any, kept: Any) -> None:
    facts = Fact.objects.count()
    page = visit(story.cast.spoc, ROUTE, kept.pk, do="take", rows=["5", "7"])
    assert "Choose from the list" in page.words
    assert Fact.objects.count() == facts


def test_what_is_refused_meanwhile_is_said_and_the_others_are_taken_in(
    story: Story, visit: Any, kept: Any
) -> None:
    first = kept.service.advice_requests.get(case__reference="EHC-1")
    visit(story.cast.spoc, ROUTE, kept.pk)
    advice.withdraw(advice=first, reason="not-needed", remark="Agreed", by=story.cast.spoc, on=TODAY)
    response = visit(story.cast.spoc, ROUTE, kept.pk, do="take", rows=["6"])
    assert "1 row taken in. 3 rows to see to below." in response.told
    assert "No longer asked" in visit(story.cast.spoc, ROUTE, kept.pk).words


def test_a_list_that_is_done_with_is_put_away(story: Story, visit: Any, kept: Any) -> None:
    response = visit(story.cast.spoc, ROUTE, kept.pk, do="put_away")
    assert "list.xlsx was put away. What was taken in stays." in response.told
    assert not ServiceList.objects.exists()
    gone = visit(story.cast.spoc, ROUTE, kept.pk)
    assert gone.url == reverse("advice:bring_back") and "no longer here" in gone.told


def test_nobody_looks_at_the_list_that_somebody_else_brought(story: Story, visit: Any, kept: Any) -> None:
    for person in (story.cast.manager, story.cast.therapist):
        assert visit(person, ROUTE, kept.pk).status_code == 302
        assert visit(person, ROUTE, kept.pk, do="take", rows=["5"]).status_code == 302
    assert visit(story.cast.officer, ROUTE, kept.pk).status_code == 403
    assert not Fact.objects.filter(kind=Kind.ADVICE_RECORDED).exists()
