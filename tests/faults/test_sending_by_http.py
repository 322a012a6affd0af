"""Wherever handing over to GOV.UK Notify or to MESH breaks, the letter is taken, and taken once (H01, H02).

Both can be asked what they have, so that no letter is given twice. A full run breaks every call, an ordinary one six.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from conftest import LONG
from goldenthread.cases.models import Fact
from goldenthread.command import post
from goldenthread.database.acting import as_system
from goldenthread.post.models import Attempt, Message
from goldenthread.post.tests.mesh_server import THEIRS, Sandbox, mesh, started
from goldenthread.post.tests.notify_server import Notify, notify
from goldenthread.post.tests.test_channels import contact_becomes
from goldenthread.rules.facts import Kind
from goldenthread.rules.sending import State
from tests.faults.breaking import calls
from tests.faults.test_sending import day, find_again, letters

__all__ = ["day", "letters", "mesh", "notify", "started"]
MOST = None if LONG else 6


def break_each_call(queued: list[UUID]) -> list[UUID]:
    """Hand one over whole, then each of the others with another call that breaks. All that were handed over."""
    before, first, *others = queued
    post.deliver(str(before))  # the first of all makes the account of the post too
    with calls() as usual:
        assert post.deliver(str(first)) == State.ACCEPTED
    assert any("POST" in call for call in usual.made), "the calls over HTTP are not counted"
    places = usual.places(MOST)
    assert len(places) <= len(others), "write more letters"
    for letter, (at, is_done) in zip(others, places, strict=False):
        with calls(at, is_done=is_done) as broken, suppress(DatabaseError, OSError):
            post.deliver(str(letter))
        assert broken.count >= at, "another letter made fewer calls than the first"
        find_again(letter)
    return queued[: len(places) + 2]


def each_was_sent_once(handed: list[UUID], taken: Counter[str]) -> None:
    """`taken` says how often the other side has each letter."""
    with transaction.atomic(), as_system("test"):
        rows = list(Message.objects.filter(pk__in=handed))
        facts = Counter(Fact.objects.filter(kind=Kind.LETTER_SENT).values_list("details__message", flat=True))
        assert not Attempt.objects.filter(message__in=handed, ended__isnull=True).exists()
    assert {row.state for row in rows} == {State.ACCEPTED}
    assert {facts[str(row.pk)] for row in rows} == {1}
    assert taken == Counter(str(row.pk) for row in rows)


@pytest.mark.django_db(transaction=True)
def test_whichever_call_to_notify_breaks_it_has_the_letter_once(
    letters: Callable[..., list[UUID]], notify: Notify
) -> None:
    handed = break_each_call(letters(500 if LONG else 8))
    with transaction.atomic(), as_system("test"):
        ids = {row.message_id: str(row.pk) for row in Message.objects.filter(pk__in=handed)}
    each_was_sent_once(handed, Counter(ids[each["reference"]] for each in notify.given))


@pytest.mark.django_db(transaction=True)
def test_whichever_call_to_mesh_breaks_it_has_the_letter_once(
    letters: Callable[..., list[UUID]], mesh: Sandbox, cast: Any
) -> None:
    contact_becomes(f'mesh = "{THEIRS}"')
    handed = break_each_call(letters(500 if LONG else 8, to="service"))
    each_was_sent_once(handed, Counter(local_id.partition(".")[0] for local_id, *_ in mesh.arrived()))
