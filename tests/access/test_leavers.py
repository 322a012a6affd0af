"""Whoever loses a case has lost it at the next request, whatever they had open (A10).

Sixteen ways of ending, by a person or by the calendar, some for several people; twelve things that are alive: pages,
lists, a search, files, a form that stands open, one kept since yesterday, a sign-in half done, a link, signing in anew.
Each thing is first shown to be alive where nothing has ended. A run asks for the page and a quarter of the other things
after each way, in turn; a long run asks for all.

Not here: an export that is made later and a token of an interface, for the product has none yet; and the ladder's
letters that wait in the queue, for they go to bodies, not to somebody with an account. A form that was sent once and is
sent again says its first sentence again, which its sender has read; it does nothing. What somebody typed themselves is
given back to them alone, for a day.
"""

from __future__ import annotations

import os

import pytest
from django.db import transaction

from tests.access.leaving import THINGS, WAYS, Deed, Way, do_nothing, lives_on, what_lives
from tests.access.world import World

pytestmark = pytest.mark.django_db
LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"


def tried(world: World, way: Way, end: Deed, asked: set[str]) -> set[str]:
    """What lives on of the things that are asked; all that was done for it is undone."""
    with transaction.atomic():
        alive = what_lives(world, way, end, asked.__contains__)
        transaction.set_rollback(True)
    return alive


def test_nothing_that_was_open_shows_the_case_after_it_has_ended(world: World) -> None:
    assert world.people, "everybody is there before anything is undone"
    controls = {(way.role, way.relation): way for way in WAYS}
    living = {key: tried(world, way, do_nothing, set(THINGS)) for key, way in controls.items()}
    told, counted = [], 0
    for turn, way in enumerate(WAYS):
        must_end = living[way.role, way.relation] - lives_on(way)
        counted += len(must_end)
        asked = must_end if LONG else must_end & {THINGS[0], *THINGS[turn % 11 :: 11]}
        if still := tried(world, way, way.end, asked):
            told.append((way.name, way.role.value, sorted(still)))
    assert told == [], f"{len(told)}: {told}"
    assert len({way.name for way in WAYS}) == 16
    assert counted == COMBINATIONS


COMBINATIONS = 250
"""Of a way and a living thing, each shut at the next request. Published: count anew when either list grows."""
