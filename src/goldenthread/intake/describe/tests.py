"""The page on which it is said what the family hopes for, and where that is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice import actions as advice
from goldenthread.demo.stories import Story
from goldenthread.design.editing import Stands
from goldenthread.intake import actions
from goldenthread.intake.models import Request
from goldenthread.rules.access import Role
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 3)
ROUTE = "intake:describe"
HOPES, OUTCOMES = "She wants to tell her friends about her rabbit.", "She takes her turn in a talk of four."


def typed(request: Request, **changes: str) -> dict[str, str]:
    stands = Stands(request.pk, request.version, {"aspirations": "", "outcomes": ""})
    return {"stood": stands.signed(), "aspirations": HOPES, "outcomes": OUTCOMES, **changes}


def test_what_the_family_hopes_for_is_read_on_the_case_and_by_whoever_advises(
    story: Story, visit: Any, received: Any
) -> None:
    before = visit(story.cast.spoc, "advice:seek", received.pk)
    assert "The record does not say yet what the family hopes for" in before.words
    response = visit(story.cast.spoc, ROUTE, received.pk, **typed(received))
    assert response.url == reverse("desk:case", args=[received.case_id])
    assert HOPES in visit(story.cast.spoc, "desk:case", received.case_id).words
    assert "does not say yet" not in visit(story.cast.spoc, "advice:seek", received.pk).words
    (asked,) = advice.seek(request=received, services=story.services("SLT"), by=story.cast.spoc, on=ON)
    page = visit(story.cast.people[Role.HEALTH_PRACTITIONER], "advice:answer", asked.pk)
    assert HOPES in page.words and OUTCOMES in page.words


def test_nothing_is_lost_where_two_write_at_once(story: Story, visit: Any, received: Any) -> None:
    first = typed(received)
    actions.describe(
        request=received,
        version=received.version,
        changes={"outcomes": "He walks to school."},
        by=story.cast.manager,
        on=ON,
    )
    page = visit(story.cast.spoc, ROUTE, received.pk, **first)
    assert "He walks to school." in page.words and OUTCOMES in page.content.decode()
    assert Request.objects.get(pk=received.pk).outcomes == "He walks to school."


def test_nothing_else_of_a_request_is_changed_so(story: Story, received: Any) -> None:
    with pytest.raises(Refused, match="council cannot be changed here"):
        actions.describe(request=received, version=1, changes={"council": "x"}, by=story.cast.spoc, on=ON)


def test_it_is_taken_down_when_the_request_is_received(story: Story) -> None:
    words = {"child": story.given_a_child(), "council": story.cast.council, "by": story.cast.spoc}
    request = actions.receive(**words, hopes=actions.Hopes(HOPES, OUTCOMES), on=ON)
    assert (request.aspirations, request.outcomes) == (HOPES, OUTCOMES)


def test_who_does_not_work_on_requests_is_refused(story: Story, visit: Any, received: Any) -> None:
    assert visit(story.cast.officer, ROUTE, received.pk, **typed(received)).status_code == 403
