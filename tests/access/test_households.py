"""Nobody learns from this record where the other parent lives (A13): fourteen families of two households.

Searched for: the name, address for mail and telephone number of each carer; the mother's name is a letter's title too.
The record holds no postal address yet. Each member of a family asks for the pages of the case, its documents and the
child and for the list, one in 31 of all other routes in turn, and searches for the other's words; a long run asks for
every route. One's own name is no discovery.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.models import User
from goldenthread.database.acting import acting_as
from goldenthread.demo.stories import Story
from goldenthread.people.models import Carer
from tests.access import families, world
from tests.access.families import FAMILIES, Family
from tests.access.leaks import LONG, text
from tests.house.test_routes import routes

pytestmark = pytest.mark.django_db
NOBODYS = UUID(int=7)
ALWAYS = {"desk:case", "desk:child", "desk:worklist", "documents:of_case"}


@dataclass(frozen=True, slots=True)
class Town:
    """All families of the table, in one area."""

    story: Story
    families: dict[str, Family]
    things: dict[str, Any]


@pytest.fixture
def town(story: Story, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", world.TODAY.isoformat())
    with connection.cursor() as cursor:
        cursor.execute("select london_today()")
        today = cursor.fetchone()[0]
    things = world.of_an_area(story)
    return Town(story, {each.name: families.lived(story, each, today) for each in FAMILIES}, things)


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def addresses(town: Town, family: Family, turn: int) -> list[str]:
    """The family's own pages and the list; of all other routes every thirty-first in turn, or each in a long run."""
    fact = family.case.facts.first()
    told = {**town.things, **family.things, "fact_id": fact.pk if fact else None}
    every = list(routes())
    some = every if LONG else [*every[turn % 31 :: 31], *(each for each in every if each[0] in ALWAYS)]
    keys = [
        (name, {key: told.get(key, NOBODYS) for key in each.pattern.converters} | each.default_args)
        for name, each in some
    ]
    return list(dict.fromkeys(reverse(name, kwargs=kwargs) for name, kwargs in keys))


def found(family: Family, who: str, said: str) -> set[str]:
    """The households of which something is said; one's own name and address are no discovery."""
    own = {family.people[who].name, family.people[who].email}
    return {name for name, words in family.canaries.items() if any(word in said for word in words - own)}


def told(town: Town, family: Family, who: str, turn: int) -> tuple[bool, set[str]]:
    """Whether the case is there for this person, and the households found on any page, file or search of theirs."""
    client, shown, is_there = browser(family.people[who]), set[str](), False
    for address in addresses(town, family, turn):
        answer = client.get(address)
        is_there |= answer.status_code == 200 and address == reverse("desk:case", args=[family.case.pk])
        shown |= found(family, who, text(answer))
    return is_there, shown


def searched(town: Town, family: Family, who: str) -> set[str]:
    """The households whose words lead this person to the case; they are typed into the box one after another."""
    client, leading = browser(family.people[who]), set()
    others = {name: words for name, words in family.canaries.items() if name != who}
    for turn, (name, words) in enumerate(others.items()):
        for each in sorted(words) if LONG else sorted(words)[turn % 3 :][:1]:
            answer = client.post(reverse("desk:search"), {"search": each}, follow=True)
            leading |= {name} if str(family.case.pk) in text(answer) else set()
    return leading


def everybody(town: Town) -> Iterator[tuple[Family, str, set[str] | None]]:
    """Each member of each family, with the households that they may come upon."""
    for family in town.families.values():
        for who, wanted in family.fixture.finds.items():
            yield family, who, wanted


def test_each_finds_the_households_of_the_table_and_no_other(town: Town) -> None:
    """Then the controls: officers find every word, and the database gives nobody another household's row."""
    wrong = []
    for turn, (family, who, wanted) in enumerate(everybody(town)):
        is_there, shown = told(town, family, who, turn)
        if (is_there, shown) != (wanted is not None, wanted or set()) or searched(town, family, who):
            wrong.append((family.fixture.name, who, is_there, shown))
        with acting_as(family.people[who]):
            rows = {row.account_id for row in Carer.objects.filter(child=family.case.child_id)}
        if not rows <= {family.people[who].pk}:
            wrong.append((family.fixture.name, who, "rows", rows))
    assert wrong == []
    assert len(FAMILIES) == 14
    assert [name for name, family in town.families.items() if not is_all_shown(town, family)] == []


def is_all_shown(town: Town, family: Family) -> bool:
    """Whether the words searched for stand on the child's page for those who may read them."""
    said = text(browser(town.story.cast.spoc).get(reverse("desk:child", args=[family.case.child_id])))
    return all(word in said for words in family.canaries.values() for word in words)
