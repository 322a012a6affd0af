"""The check sheet is filled in: in the records where we may look, by asking the team where not, several at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.directory.models import RecordSystem
from goldenthread.intake.sheet import Look, system_words
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "intake:check"
TODAY = date(2026, 11, 22)


def _look(story: Story, label: str, code: str) -> str:
    """One record of one service, as the form names it."""
    return f"{story.cast.services[label].pk}_{RecordSystem.objects.get(code=code).pk}"


def _typed(story: Story, **said: str) -> dict[str, str]:
    ot = _look(story, "OT", "community-record")
    return {f"involvement_{ot}": "none", "on": "2026-11-20", **said}


def _facts() -> list[Fact]:
    return list(Fact.objects.filter(kind=Kind.INVOLVEMENT_CHECKED).order_by("sequence"))


def test_several_records_are_answered_at_once_and_lead_back_to_the_sheet(
    story: Story, visit: Any, received: Any
) -> None:
    notes = _look(story, "Care Nursing", "nursing-notes")
    more = {f"involvement_{notes}": "closed", f"closed_on_{notes}": "2026-02-03", "minutes": "9"}
    response = visit(story.cast.spoc, ROUTE, received.pk, **_typed(story, **more))
    assert response.url == reverse("desk:checked", args=[received.case_id])
    assert "What 2 records say was recorded." in response.told
    nursing, ot = _facts()
    assert (nursing.happened_on, nursing.details["closed_on"]) == (date(2026, 11, 20), "2026-02-03")
    assert (nursing.details["looked"], ot.details["looked"]) == ("team", "spoc")
    assert nursing.details["minutes"] + ot.details["minutes"] == 9


def test_the_page_says_what_is_missing_where_each_record_is_and_the_last_answer(
    story: Story, visit: Any, received: Any
) -> None:
    assert "7 of 7 records have not been looked into yet." in visit(story.cast.spoc, ROUTE, received.pk).words
    visit(story.cast.spoc, ROUTE, received.pk, **_typed(story))
    page = visit(story.cast.spoc, ROUTE, received.pk)
    assert received.case.child.name in page.words
    assert "EHC-77" in page.words
    assert "6 of 7 records have not been looked into yet." in page.words
    assert "Orthotics appointment cards: on paper, so ask the team at orthotics@cfhd.example" in page.words
    assert "Last answer: not there (not known)" in page.words
    asks = [
        link["href"] for link in Screen(page.content.decode()).all("a") if "request-records" in link["href"]
    ]
    assert len(asks) == 2


def test_one_service_can_be_looked_up_by_itself(story: Story, visit: Any, received: Any, client: Any) -> None:
    client.force_login(story.cast.spoc)
    where = reverse(ROUTE, args=[received.pk])
    page = Screen(client.get(f"{where}?service={story.cast.services['OT'].pk}").content.decode())
    assert "Look OT up" in page.one("h1").text
    assert [heading.text for heading in page.all("h2") if heading.text.startswith("CAMHS")] == []
    assert page.one("a", href=where).text == "Show the whole check sheet"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("unchecked", "Say what at least one record says"),
        ("closed", "Enter the day on which OT closed the child's record"),
    ],
)
def test_a_problem_is_said_beside_its_field(
    story: Story, visit: Any, received: Any, wrong: str, sentence: str
) -> None:
    ot = _look(story, "OT", "community-record")
    page = visit(story.cast.spoc, ROUTE, received.pk, **_typed(story, **{f"involvement_{ot}": wrong}))
    assert sentence in page.words
    assert not _facts()


def test_a_day_before_the_request_is_refused(story: Story, visit: Any, received: Any) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk, **_typed(story, on="2026-11-01"))
    assert "before the council's request was received on 2 November 2026" in page.words
    assert not _facts()


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
    ("involvement", "closed_on", "words"),
    [
        ("", None, ""),
        ("open", None, "open (known)"),
        ("referred", None, "open referral (known)"),
        ("closed", "2024-02-03", "closed on 3 February 2024 (not known)"),
        ("not_known", None, "not known, as the imported tracker says"),
    ],
)
def test_the_last_answer_is_said_in_words(involvement: str, closed_on: str | None, words: str) -> None:
    details = {"service": "1", "involvement": involvement, "closed_on": closed_on}
    fact = Told(Kind.INVOLVEMENT_CHECKED, TODAY, "r", details) if involvement else None
    assert Look("1", None, "", True, fact, TODAY).last_answer == words
