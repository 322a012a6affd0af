"""Two people of a service go on with one draft: neither's words are lost unseen, whichever button they press."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice import actions
from goldenthread.advice.answer.tests import ON, ONE, ROUTE, SAVE, SUBMIT, own, shown
from goldenthread.advice.models import Draft, Report
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen, safe

__all__ = ["own"]

pytestmark = pytest.mark.django_db

HERS = {
    "need_1": "Hers",
    "provision_1": "An hour",
    "from_1_day": "9",
    "from_1_month": "10",
    "needs": "2",
    "need_2": "Tires by noon",
    "is_unseen": "on",
}


def sent(page: Any) -> dict[str, str]:
    """The page that asks, as its form sends it: what it carries, and what is chosen already."""
    screen = safe(Screen(page.content.decode()))
    inputs = [each for each in screen.all("input") if each["name"] not in ("csrfmiddlewaretoken", "form_key")]
    kept = [each for each in inputs if each["type"] == "hidden" or "checked" in each.attributes]
    return {str(each["name"]): str(each["value"] or "") for each in kept}


def mine(form: dict[str, str]) -> dict[str, str]:
    """Every choice for what the person typed themselves."""
    return {name: "mine" for each in form["deciding"].split() if (name := f"keep_{each}") not in form}


@pytest.fixture
def both(story: Story, visit: Any, own: Any) -> dict[str, str]:
    """Charlie saved a draft; he and Alice have it before them, and Alice saves hers. What Charlie's form carries."""
    visit(story.cast.therapist, ROUTE, own.pk, need_1="Ours", provision_1="A word", **SAVE)
    before = shown(own)
    visit(story.cast.spoc, ROUTE, own.pk, **HERS, **before, **SAVE)
    return before


def test_the_second_is_shown_mine_theirs_and_before(
    story: Story, visit: Any, own: Any, both: dict[str, str]
) -> None:
    his = {"need_1": "His", "provision_1": "A word", "who_1": "Charlie", **both}
    page = visit(story.cast.therapist, ROUTE, own.pk, **his, **SAVE)
    assert page.status_code == 409
    for said in (
        "Somebody else changed this while you had it open",
        "It was: Ours", "Yours: His", "Theirs: Hers",
        "Who saw the child, row 1", "Yours: Charlie",
        "First seen on, row 1", "Theirs: 9/10/",
        "Need 2", "Theirs: Tires by noon",
        "Theirs: Ticked",
    ):  # fmt: skip
        assert said in page.words, said
    assert Draft.objects.get().typed["need_1"] == "Hers"


def test_a_second_send_writes_over_nothing_that_was_not_chosen(
    story: Story, visit: Any, own: Any, both: dict[str, str]
) -> None:
    his = {"need_1": "His", "provision_1": "A word", "who_1": "Charlie", **both, **SAVE}
    for _ in range(2):
        page = visit(story.cast.therapist, ROUTE, own.pk, **his)
        assert page.status_code == 409
    again = visit(story.cast.therapist, ROUTE, own.pk, **sent(page))
    assert "Choose what to keep for “Need 1”" in again.words
    assert again.status_code == 409
    done = visit(story.cast.therapist, ROUTE, own.pk, **{**sent(again), "keep_need_1": "mine"})
    assert done.url == reverse(ROUTE, args=[own.pk])
    kept = {name: text for name, text in HERS.items() if name != "need_1"}
    expected = {**kept, "need_1": "His", "who_1": "Charlie", "contacts": "1"}
    assert Draft.objects.get().typed == expected


def test_who_hands_in_what_a_colleague_has_changed_is_asked_too(
    story: Story, visit: Any, own: Any, both: dict[str, str]
) -> None:
    page = visit(story.cast.therapist, ROUTE, own.pk, **SUBMIT, **both)
    assert page.status_code == 409
    assert not Report.objects.exists()
    assert Draft.objects.get().typed["need_1"] == "Hers"
    form = sent(page)
    visit(story.cast.therapist, ROUTE, own.pk, **form, **mine(form))
    assert Draft.objects.get().typed["need_1"] == ONE["need_1"]
    assert not Report.objects.exists()


def test_a_form_that_cannot_say_what_it_showed_asks(
    story: Story, visit: Any, own: Any, both: dict[str, str]
) -> None:
    other = shown(story.given_advice_is_sought(ON, "OT")[0])["stood"]
    for stood in ("", "made up", other):
        page = visit(story.cast.therapist, ROUTE, own.pk, need_1="His", stood=stood, **SAVE)
        assert page.status_code == 409
    assert Draft.objects.get().typed["need_1"] == "Hers"


def test_what_was_not_written_from_a_draft_ends_it(story: Story, own: Any, both: dict[str, str]) -> None:
    """Advice that came another way, such as in a list, asks for no draft."""
    from goldenthread.rules.report import Contact, Need

    needs, contacts = [Need("Need", "Provision", "Difference")], [Contact("Amy", 1, ON, ON)]
    actions.answer(advice=own, author="Amy", needs=needs, contacts=contacts, by=story.cast.therapist, on=ON)
    assert not Draft.objects.exists()
