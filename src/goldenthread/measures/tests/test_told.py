"""Facts as SQL reads them are the facts that the rule reads: moved, struck out, put back, with changed details."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import product
from typing import Any

import pytest

from goldenthread.cases.actions import correct
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.intake.models import Request
from goldenthread.measures.queries.told import between, detail, told
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.involvement import Involvement
from goldenthread.rules.refusals import Refused

CHANGES: tuple[dict[str, Any], ...] = (
    {"happened_on": date(2022, 3, 1)},
    {"is_void": True},
    {"details": {"involvement": "none"}},
    {"details": {"involvement": "closed", "closed_on": "2021-05-05"}},
)
Told = dict[str, tuple[date, str, str | None]]


def given_a_check(story: Story, request: Request) -> Fact:
    """OT's record was looked up on 28 February: the child was closed in 2021."""
    closed = {"involvement": Involvement.CLOSED, "closed_on": date(2021, 4, 4)}
    (fact,) = story.given_the_records_say(request, date(2022, 2, 28), "OT", **closed)
    return fact


def by_the_rule(request: Request) -> Told:
    """What `rules.facts.effective` leaves of the look-ups."""
    facts = effective(as_told(row) for row in Fact.objects.filter(case=request.case_id))
    return {
        fact.id: (fact.happened_on, fact.details["involvement"], fact.details["closed_on"])
        for fact in facts
        if fact.kind == Kind.INVOLVEMENT_CHECKED
    }


def by_the_statement(request: Request) -> Told:
    """What the database leaves of them."""
    rows = told(Kind.INVOLVEMENT_CHECKED).filter(case=request.case_id)
    named = rows.annotate(involvement=detail("involvement"), closed_on=detail("closed_on"))
    return {str(row.pk): (row.day, row.involvement, row.closed_on) for row in named}


def test_every_pair_of_corrections_is_read_as_the_rule_reads_it(story: Story) -> None:
    request = story.given_a_request(date(2022, 2, 1))
    for changes in [*product(CHANGES, repeat=1), *product(CHANGES, repeat=2)]:
        fact = given_a_check(story, request)
        for change in changes:
            with suppress(Refused):  # what is struck out cannot be struck out again
                correct(
                    fact=fact, reason="Looked again", by=story.cast.manager, on=date(2022, 6, 1), **change
                )
    expected = by_the_rule(request)
    assert len(expected) == 20 - 5
    assert by_the_statement(request) == expected


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2022, 2, 1), date(2022, 2, 28), False),
        (date(2022, 3, 1), date(2022, 3, 31), True),
        (date(2022, 2, 28), date(2022, 3, 1), True),
    ],
)
def test_a_fact_is_found_in_the_days_to_which_it_was_moved(
    story: Story, first: date, last: date, found: bool
) -> None:
    fact = given_a_check(story, story.given_a_request(date(2022, 2, 1)))
    correct(
        fact=fact,
        happened_on=date(2022, 3, 1),
        reason="Typed wrongly",
        by=story.cast.manager,
        on=date(2022, 6, 1),
    )
    rows = between(Kind.INVOLVEMENT_CHECKED, story.cast.area.pk, first, last)
    assert rows.filter(pk=fact.pk).exists() is found
