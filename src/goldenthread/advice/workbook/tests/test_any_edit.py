"""Whatever is done to a list, and to its requests meanwhile: no overwrite, no other child, and nothing for nothing.

Each round hands a list out, lets colleagues work on some of its requests, edits the rows at random, shuffles them with
rows of another service and of nobody, and ticks them all. What must be on the record then is told beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import transaction

from conftest import LONG
from goldenthread.advice import actions as advice
from goldenthread.advice.workbook.reading import Row
from goldenthread.advice.workbook.tests.handling import TODAY, brought, fill, handed
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db
ROUNDS, REQUESTS = (400, 9) if LONG else (4, 6)
RECEIVED, GIVEN = date(2026, 9, 1), date(2026, 11, 20)
CAUSE = "Not enough staff for the requests"

Left = set[tuple[str, str]]
"""Requests by reference, with the kinds of fact that the list leaves about them."""

EDITS: dict[str, tuple[dict[str, Any], set[Kind]]] = {
    "left alone": ({}, set()),
    "cleared": ({"cause": "", "remark": ""}, set()),
    "given": ({"advice_on": GIVEN, "remark": "By post"}, {Kind.ADVICE_RECORDED}),
    "late": ({"cause": CAUSE, "expected_on": "21/12/2026"}, {Kind.LATENESS_EXPLAINED}),
    "late and given": (
        {"cause": CAUSE, "advice_on": "20 Nov 2026"},
        {Kind.LATENESS_EXPLAINED, Kind.ADVICE_RECORDED},
    ),
    "not known": ({"answer": "Not known"}, {Kind.ADVICE_ROUTED}),
    "only a remark": ({"remark": "Soon"}, set()),
    "nonsense": ({"advice_on": "soon", "cause": CAUSE}, set()),
    "to come": ({"advice_on": "2027-01-05"}, set()),
    "before it was asked": ({"advice_on": "2026-08-31"}, set()),
    "another child": ({"child": "Wren Other", "advice_on": GIVEN}, set()),
    "another reference": ({"reference": "GT/99", "advice_on": GIVEN}, set()),
}


@pytest.fixture
def requests(story: Story) -> dict[str, Any]:
    """SLT's requests, each about a child of its own; OT is asked about the first of them too."""
    found = {}
    for number in range(REQUESTS):
        reference = f"GT/{number}"
        labels = ("SLT", "OT") if number == 0 else ("SLT",)
        found[reference] = story.given_advice_is_sought(RECEIVED, *labels, reference=reference)[0]
    return found


def meanwhile(story: Story) -> dict[str, Callable[[Any], Any]]:
    """What a colleague does to a request while the list is out; the first two leave its row as it was."""
    by: dict[str, Any] = {"by": story.cast.manager, "on": TODAY}
    return {
        "nothing": lambda asked: None,
        "chased": lambda asked: advice.chase(advice=asked, **by),
        "explained": lambda asked: advice.explain(advice=asked, cause="sign-off", **by),
        "recorded": lambda asked: advice.record(advices=[asked], by=story.cast.manager, on=RECEIVED),
        "routed": lambda asked: advice.route(advice=asked, answer="waiting-list", **by),
        "withdrawn": lambda asked: advice.withdraw(advice=asked, reason="not-needed", remark="Agreed", **by),
    }


def edited(story: Story, requests: dict[str, Any], chance: Random) -> tuple[list[Row], Left]:
    """The list as it comes back, and what it may leave on the record."""
    rows: list[Row] = []
    allowed: Left = set()
    deeds = meanwhile(story)
    for row in handed(story):
        reference = row[1]["reference"]
        edit, deed = chance.choice(list(EDITS)), chance.choice(["nothing", "nothing", *deeds])
        deeds[deed](requests[reference])
        cells, kinds = EDITS[edit]
        copies = chance.choice(["one", "one", "one", "alike", "unlike", "deleted"])
        mine = fill(row, **cells)
        if copies != "deleted":
            rows.append(mine)
        if copies == "alike":
            rows.append(mine)
        if copies == "unlike":
            rows.append(fill(row, advice_on="2026-11-19"))
        if copies in ("one", "alike") and deed in ("nothing", "chased"):
            allowed |= {(reference, kind.value) for kind in kinds}
        elif copies == "unlike" and deed in ("nothing", "chased") and edit.startswith("another"):
            allowed.add(
                (reference, Kind.ADVICE_RECORDED.value)
            )  # the touched copy is a conflict, the other good
    rows.append(fill(handed(story, "OT")[0], advice_on=GIVEN))
    rows.append(
        (0, {**rows[0][1], "token": f"gt-{'a' * 36}-{'a' * 12}-{'a' * 12}", "advice_on": "2026-11-20"})
    )
    chance.shuffle(rows)
    return [(number, cells) for number, (_, cells) in enumerate(rows, start=5)], allowed


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_list_leaves_what_it_says_of_requests_that_nobody_changed_and_nothing_else(
    story: Story, requests: dict[str, Any], seed: int
) -> None:
    rows, allowed = edited(story, requests, Random(seed))
    names = {asked.pk: reference for reference, asked in requests.items()}
    of = brought(story, *rows)
    before = set(Fact.objects.values_list("pk", flat=True))
    every: dict[str, Any] = {"rows": [number for number, _ in rows], "by": story.cast.spoc, "on": TODAY}
    with transaction.atomic():
        advice.take_back(brought=of, **every)
    new = Fact.objects.exclude(pk__in=before)
    left = [(names[about], kind) for about, kind in new.values_list("about", "kind")]
    assert set(left) == allowed
    assert len(left) == len(allowed), "nothing twice"
    after = Fact.objects.count()
    advice.take_back(brought=of, **every)
    advice.take_back(brought=brought(story, *reversed(rows)), **every)
    assert Fact.objects.count() == after
