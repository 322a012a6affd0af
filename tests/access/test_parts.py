"""Whoever is let in to some parts of a case, or kept out of one, reads the others' entries nowhere (A03).

Whose case it is, and under which reference, is told to everybody who is let in: the page needs a heading. So nobody
is let in to another part without that one.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.cases.actions import restrict, share
from goldenthread.cases.models import Case
from goldenthread.cases.queries import entries
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Basis, Role, Section

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 7)
REQUESTS, ADVICE = "Will respond", "Service asked"
"""What only the requests, and only the services, say on the page of a case."""


@pytest.fixture
def case(story: Story) -> Case:
    """A case on which one service was asked."""
    return story.given_advice_is_sought(ON, "SLT", reference="GT/7")[0].case


def let_in(story: Story, case: Case, *parts: Section) -> Any:
    parent = story.cast.people[Role.PARENT]
    given: dict[str, Any] = {"basis": Basis.PARENTAL_RESPONSIBILITY, "sections": parts or None}
    share(case=case, person=parent, **given, by=story.cast.spoc, on=ON)
    return parent


@pytest.mark.parametrize(
    ("parts", "reads_requests", "reads_advice"),
    [
        ((), True, True),
        ((Section.CHILD,), False, False),
        ((Section.CHILD, Section.REQUESTS), True, False),
        ((Section.CHILD, Section.ADVICE), False, True),
    ],
)
def test_who_is_let_in_to_some_parts_reads_those(
    story: Story, visit: Any, case: Case, parts: tuple[Section, ...], reads_requests: bool, reads_advice: bool
) -> None:
    parent = let_in(story, case, *parts)
    said = visit(parent, "desk:case", case.pk).words
    assert (REQUESTS in said, ADVICE in said) == (reads_requests, reads_advice)
    assert ("GT/7" in visit(parent, "desk:worklist").words) == reads_advice
    kinds = {entry.kind for entry in entries(case.pk, parent)}
    assert ("RequestAcknowledged" in kinds, "AdviceSought" in kinds) == (reads_requests, reads_advice)


@pytest.mark.parametrize(("part", "word"), [(Section.REQUESTS, REQUESTS), (Section.ADVICE, ADVICE)])
def test_who_is_kept_out_of_a_part_reads_none_of_its_entries(
    story: Story, visit: Any, case: Case, part: Section, word: str
) -> None:
    officer = story.cast.officer
    assert word in visit(officer, "desk:case", case.pk).words
    out: dict[str, Any] = {"person": officer, "reason": "conflict", "section": part}
    restrict(case=case, **out, by=story.cast.manager, on=ON)
    assert word not in visit(officer, "desk:case", case.pk).words
    kinds = {entry.kind for entry in entries(case.pk, officer)}
    assert kinds.isdisjoint({"RequestAcknowledged"} if part is Section.REQUESTS else {"AdviceSought"})
    assert kinds


def test_a_part_that_is_shut_on_one_case_is_not_opened_by_the_child_s_other_case(
    story: Story, visit: Any, case: Case
) -> None:
    other = story.given_a_request(ON, child=case.child, reference="GT/8").case
    officer = story.cast.officer
    number = f"NHS number {case.child.nhs_number[:3]}"
    pages = (("desk:child", case.child_id), ("desk:case", other.pk))
    assert all(number in visit(officer, *page).words for page in pages)
    out: dict[str, Any] = {"person": officer, "reason": "conflict", "section": Section.IDENTIFIERS}
    restrict(case=case, **out, by=story.cast.manager, on=ON)
    assert not any(number in visit(officer, *page).words for page in pages)
