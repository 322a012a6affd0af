"""Many people edit one child at once: what was accepted is there in the end, and who came too late was told (G01)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from conftest import LONG
from goldenthread.advice.actions import draft
from goldenthread.advice.models import Draft
from goldenthread.audit.models import Entry
from goldenthread.database.acting import acting_as
from goldenthread.demo.stories import Story
from goldenthread.people.actions import amend
from goldenthread.people.models import Child
from goldenthread.rules.refusals import Stale

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS = 8
EDITS = 25 if LONG else 3
"""By each: 200 edits in the long test."""
DAY = date(2026, 11, 22)


def test_of_racing_edits_none_is_lost(
    story: Story, at_once: Callable[[Sequence[Callable[[], Any]]], list[Any]]
) -> None:
    """Each editor adds a letter to what they were shown; who was refused looks again."""
    child = story.given_a_child()
    spoc = story.cast.spoc

    def edit(letter: str) -> int:
        refused = 0
        for _ in range(EDITS):
            while not _added(child, letter, spoc):
                refused += 1
        return refused

    letters = "abcdefgh"[:EDITORS]
    refused = at_once([lambda letter=letter: edit(letter) for letter in letters])
    with transaction.atomic(), acting_as(story.cast.tick):
        now = Child.objects.get(pk=child.pk)
        written = Entry.objects.filter(deed="people.amend", subject_id=child.pk).count()
    assert {letter: now.gp_practice.count(letter) for letter in letters} == dict.fromkeys(letters, EDITS)
    assert (now.version, written) == (1 + EDITORS * EDITS, EDITORS * EDITS)
    assert sum(refused) > 0, "nobody raced anybody"


def _added(child: Child, letter: str, by: Any) -> bool:
    with acting_as(by):
        with transaction.atomic():
            shown = Child.objects.get(pk=child.pk)
        changes = {"gp_practice": shown.gp_practice + letter}
        try:
            amend(child=shown, version=shown.version, changes=changes, by=by, on=DAY)
        except Stale:
            return False
    return True


def test_of_two_first_drafts_at_once_one_is_kept_and_the_other_told(
    story: Story, at_once: Callable[[Sequence[Callable[[], Any]]], list[Any]]
) -> None:
    """Neither has a draft before them; whoever comes second is shown the first, and writes over nothing."""
    (asked,) = story.given_advice_is_sought(DAY, "SLT")
    people = {"Hers": story.cast.spoc, "His": story.cast.therapist}

    def save(words: str, by: Any) -> bool:
        with acting_as(by):
            try:
                draft(advice=asked, typed={"need_1": words}, version=0, by=by, on=DAY)
            except Stale:
                return False
        return True

    saved = at_once([lambda words=words, by=by: save(words, by) for words, by in people.items()])
    with transaction.atomic(), acting_as(story.cast.tick):
        kept = Draft.objects.get(advice=asked)
    assert sorted(saved) == [False, True]
    assert kept.typed == {"need_1": list(people)[saved.index(True)]}
    assert kept.version == 1
