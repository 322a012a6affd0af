"""A part of a record that is closed to somebody is closed on every page, list, file and search (A03).

By the ground on which they were let in, or by a restriction; a part says nothing where its child may not be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from goldenthread.cases.actions import restrict, share
from goldenthread.cases.models import Relation
from goldenthread.measures.figures import Figure
from goldenthread.rules.access import Basis, Role, Section
from goldenthread.rules.refusals import Refused
from tests.access.asking import browsers
from tests.access.leaks import EVERYTHING, found, text
from tests.access.world import TODAY, About, World

pytestmark = pytest.mark.django_db

OF_THE_CHILD = {"child", "reference", "birth"}
SENTENCES = {"told": {"acknowledged to the council"}, "sought": {"Advice sought from "}}
"""What a timeline says of the council's request alone, and of a service that was asked."""
ALL = EVERYTHING | set(SENTENCES)
OPENED: dict[Section, set[str]] = {
    Section.CHILD: set(),
    Section.IDENTIFIERS: {"identifiers"},
    Section.HOUSEHOLD: {"household", "sealed"},
    Section.REQUESTS: {"told", "requests"},
    Section.ADVICE: {"sought", "advice"},
    Section.REMARKS: {"remarks"},
}
"""What a part opens beside the child, to who safeguards. Of the remarks one stands by an entry about advice, one in a
question."""
CLOSED = {**OPENED, Section.CHILD: ALL, Section.HOUSEHOLD: {"household"}}


def addresses(world: World, about: About) -> Iterator[str]:
    """Every kind of page, list and file that says something of this case."""
    for name, key in (
        ("desk:case", "case_id"),
        ("desk:child", "child_id"),
        ("desk:access", "case_id"),
        ("documents:of_case", "case_id"),
        ("people:amend", "child_id"),
        ("people:add_carer", "child_id"),
        ("people:amend_carer", "carer_id"),
        ("intake:check", "request_id"),
        ("advice:record", "advice_id"),
        ("cases:correct", "fact_id"),
    ):
        yield reverse(name, args=[about.things[key]])
    yield reverse("desk:derivation", args=[about.things["about"], "advice"])
    for name in ("desk:worklist", "desk:worklist_csv"):
        yield f"{reverse(name)}?due=all"
    area = world.areas["own"]
    yield reverse("tracker:export", args=[area["code"], "csv"])
    for name in ("measures:behind", "measures:behind_csv"):
        for figure in (Figure.RECEIVED, Figure.ASKED):
            yield reverse(name, args=[area["area"], area["month"], figure])


def told(browser: Client, world: World, about: About) -> set[str]:
    """The parts of this case of which anything is said, the sentences of its own page's timeline among them."""
    case = text(browser.get(reverse("desk:case", args=[about.case.pk])))
    said = [found(text(browser.get(address)), about.canaries) for address in addresses(world, about)]
    return set().union(found(case, SENTENCES), *said)


def finds(browser: Client, about: About) -> bool:
    """Whether a search by the child's NHS number leads to the case."""
    answer = browser.post(reverse("desk:search"), {"search": about.case.child.nhs_number}, follow=True)
    return str(about.case.pk) in answer.content.decode()


def test_a_relation_opens_its_parts_and_no_other(world: World) -> None:
    about, browser = world.cases["service"], browsers(world)["social-worker"]
    let_in: dict[str, Any] = {"case": about.case, "person": world.people[Role.SOCIAL_WORKER], "on": TODAY}
    let_in |= {"basis": Basis.SAFEGUARDING, "by": world.cast.spoc}
    for section in Section:
        with transaction.atomic():
            share(**let_in, sections=[Section.CHILD, section])
            assert told(browser, world, about) == OF_THE_CHILD | OPENED[section], section
            assert finds(browser, about) is (section is Section.IDENTIFIERS)
            transaction.set_rollback(True)
    relation = share(**let_in)
    Relation.objects.filter(pk=relation.pk).update(
        sections=[part for part in Section if part is not Section.CHILD]
    )
    assert told(browser, world, about) == set()


def test_nobody_is_let_into_a_part_without_its_child(world: World) -> None:
    let_in: dict[str, Any] = {"case": world.cases["service"].case, "basis": Basis.SAFEGUARDING, "on": TODAY}
    with pytest.raises(Refused, match="not know whose it is"):
        share(
            **let_in, person=world.people[Role.SOCIAL_WORKER], sections=[Section.ADVICE], by=world.cast.spoc
        )


def test_a_restriction_closes_its_part_and_no_other(world: World) -> None:
    about, browser = world.cases["service"], browsers(world)["spoc-administrator"]
    assert told(browser, world, about) == ALL
    assert finds(browser, about)
    for section in Section:
        with transaction.atomic():
            words: dict[str, Any] = {"section": section, "reason": "conflict", "on": TODAY}
            restrict(case=about.case, person=world.cast.spoc, by=world.cast.manager, **words)
            assert told(browser, world, about) == ALL - CLOSED[section], section
            assert finds(browser, about) is (section not in (Section.CHILD, Section.IDENTIFIERS))
            transaction.set_rollback(True)
