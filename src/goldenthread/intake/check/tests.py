"""One service is looked up: in its record where we may, by asking the team where not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.directory.models import RecordSystem
from goldenthread.intake.check.sheet import Line, system_words
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "intake:check"
TODAY = date(2026, 11, 22)


def _typed(story: Story, **said: str) -> dict[str, str]:
    return {"service": str(story.cast.services["OT"].pk), "involvement": "none", "on": "2026-11-20", **said}


def test_what_the_records_say_is_recorded_and_leads_back_to_the_case(
    story: Story, visit: Any, received: Any
) -> None:
    response = visit(
        story.cast.spoc, ROUTE, received.pk, **_typed(story, involvement="closed", closed_on="2026-02-03")
    )
    assert response.url == reverse("desk:case", args=[received.case_id])
    assert "What OT's records say was recorded." in response.told
    fact = Fact.objects.get(kind=Kind.INVOLVEMENT_CHECKED)
    assert (fact.happened_on, fact.details["closed_on"]) == (date(2026, 11, 20), "2026-02-03")


def test_the_page_says_where_each_service_keeps_its_records_and_the_last_answer(
    story: Story, visit: Any, received: Any
) -> None:
    visit(story.cast.spoc, ROUTE, received.pk, **_typed(story))
    page = visit(story.cast.spoc, ROUTE, received.pk)
    assert received.case.child.name in page.words
    assert "EHC-77" in page.words
    assert "Orthotics appointment cards: on paper, so ask the team at orthotics@cfhd.example" in page.words
    assert (
        "OT : Community child health record: electronic, look it up. Last answer: not there (not known)"
        in page.words
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"service": ""}, "Choose the service"),
        ({"involvement": ""}, "Choose what its records say"),
        ({"involvement": "closed"}, "Enter the day on which the service closed the child's record"),
        ({"on": "2026-11-01"}, "before the council's request was received on 2 November 2026"),
    ],
)
def test_a_problem_is_said_beside_its_field(
    story: Story, visit: Any, received: Any, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk, **_typed(story, **wrong))
    assert sentence in page.words
    assert not Fact.objects.filter(kind=Kind.INVOLVEMENT_CHECKED).exists()


def test_the_same_answer_twice_is_refused_in_a_sentence(story: Story, visit: Any, received: Any) -> None:
    visit(story.cast.spoc, ROUTE, received.pk, **_typed(story))
    page = visit(story.cast.spoc, ROUTE, received.pk, **_typed(story))
    assert "This answer of OT is recorded already for 20 November 2026." in page.words


def test_who_may_not_look_records_up_is_refused_and_a_stranger_finds_nothing(
    story: Story, visit: Any, received: Any
) -> None:
    assert visit(story.cast.officer, ROUTE, received.pk).status_code == 403
    assert visit(story.cast.spoc, ROUTE, story.cast.area.pk).status_code == 404


@pytest.mark.parametrize(
    ("access", "words"),
    [
        ([{"role": "spoc"}], "electronic, look it up"),
        ([{"role": "spoc", "expires": "2026-11-22"}], "electronic, look it up"),
        (
            [{"role": "spoc", "expires": "2026-11-21"}],
            "you have no access to it; ask the team at ot@cfhd.example",
        ),
        ([{"role": "dco-office"}], "you have no access to it"),
    ],
)
def test_a_record_is_looked_up_while_our_access_lasts(access: list[dict[str, str]], words: str) -> None:
    system = RecordSystem(name="Mental health record", is_electronic=True, access=access)
    assert words in system_words(system, "ot@cfhd.example", TODAY)


@pytest.mark.parametrize(
    ("involvement", "closed_on", "known", "words"),
    [
        ("unchecked", None, False, ""),
        ("open", None, True, "open (known)"),
        ("closed", date(2024, 2, 3), False, "closed on 3 February 2024 (not known)"),
        ("not_known", None, False, "not known, as the imported tracker says"),
    ],
)
def test_the_last_answer_is_said_in_words(
    involvement: str, closed_on: date | None, known: bool, words: str
) -> None:
    line = Line("1", "OT", "Occupational Therapy", False, (), involvement, closed_on, known, False)
    assert line.last_answer == words
