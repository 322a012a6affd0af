"""The list of questions: mine or all, open or answered, sorted, narrowed, in pages, and as a file."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.demo.stories import Story
from goldenthread.intake.actions import answer, ask
from goldenthread.rules.access import Permission, may

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)


@pytest.fixture
def told(story: Story) -> dict[str, Any]:
    """Four questions: to SLT, to the council (answered), to the single point of contact, and to OT."""
    cast = story.cast
    request = story.given_a_request(ON, child=story.given_a_child("Ember", "Ottermark"), reference="GT/7")
    story.given_advice_is_sought(ON, "SLT", "OT", request=request)
    slt, ot = (f"service:{cast.services[label].pk}" for label in ("SLT", "OT"))
    words = {"case": request.case, "request": request}
    told = {
        "slt": ask(to=slt, text="Is she seen at school?", by=cast.officer, on=date(2026, 11, 9), **words),
        "council": ask(
            to=f"council:{cast.council.pk}", text="Who signs?", by=cast.spoc, on=date(2026, 11, 10), **words
        ),
        "spoc": ask(to="role:spoc", text="Which form?", by=cast.therapist, on=date(2026, 11, 20), **words),
        "ot": ask(to=ot, text="Does she need a chair?", by=cast.officer, on=date(2026, 11, 19), **words),
    }
    answer(question_id=told["council"].pk, text="=The manager", by=cast.officer, on=date(2026, 11, 19))
    return told


def listed(client: Client, person: Any, query: str = "") -> list[str]:
    """The questions on the list, in their order."""
    client.force_login(person)
    said = client.get(reverse("desk:questions") + query).content.decode()
    texts = ("Is she seen at school?", "Who signs?", "Which form?", "Does she need a chair?")
    return sorted((text for text in texts if text in said), key=said.index)


SEEN, SIGNS, FORM, CHAIR = "Is she seen at school?", "Who signs?", "Which form?", "Does she need a chair?"


def test_open_questions_come_by_their_day(story: Story, client: Client, told: Any, today: date) -> None:
    assert listed(client, story.cast.spoc) == [SEEN, CHAIR, FORM]
    assert listed(client, story.cast.spoc, "?state=answered") == [SIGNS]
    assert listed(client, story.cast.spoc, "?state=all&sort=-asked") == [FORM, CHAIR, SIGNS, SEEN]


@pytest.mark.parametrize(
    ("who", "mine", "own"),
    [
        ("spoc", [FORM], [SIGNS]),
        ("therapist", [SEEN], [FORM]),
        ("officer", [SIGNS], [SEEN, CHAIR]),
    ],
)
def test_mine_are_those_that_wait_for_my_desk_and_those_that_i_asked(
    story: Story, client: Client, told: Any, today: date, who: str, mine: list[str], own: list[str]
) -> None:
    person = getattr(story.cast, who)
    assert listed(client, person, "?whose=mine&state=all") == mine
    assert listed(client, person, "?whose=asked&state=all") == own


def test_a_service_s_people_read_their_own_alone(
    story: Story, client: Client, told: Any, today: date
) -> None:
    assert listed(client, story.cast.therapist, "?state=all") == [SEEN, FORM]


def test_it_is_narrowed_to_a_service(story: Story, client: Client, told: Any, today: date) -> None:
    assert listed(client, story.cast.spoc, f"?service={story.cast.services['OT'].pk}") == [CHAIR]
    assert listed(client, story.cast.spoc, "?service=nonsense&area=nonsense&sort=nonsense&page=x") == [
        SEEN, CHAIR, FORM,
    ]  # fmt: skip


def test_a_row_says_whose_it_is_how_it_stands_and_leads_to_the_answer(
    story: Story, visit: Any, told: Any
) -> None:
    page = visit(story.cast.therapist, "desk:questions")
    assert "Ember Ottermark GT/7" in page.words
    assert "16 Nov 2026" in page.words and "6 days late" in page.words
    assert reverse("intake:answer", args=[told["slt"].pk]) in page.content.decode()
    assert reverse("intake:answer", args=[told["spoc"].pk]) not in page.content.decode()


def test_an_empty_list_says_what_to_do(story: Story, visit: Any) -> None:
    assert "No question is here. Ask one on a case’s page." in visit(story.cast.spoc, "desk:questions").words
    client = Client()
    client.force_login(story.cast.spoc)
    said = client.get(reverse("desk:questions") + "?whose=mine").content.decode()
    assert "No question fits what you filtered by." in said and "Clear the filters" in said


def test_the_list_is_taken_away_whole_and_the_audit_says_by_whom(
    story: Story, client: Client, told: Any, today: date
) -> None:
    client.force_login(story.cast.spoc)
    answer_ = client.get(reverse("desk:questions_csv") + "?state=all")
    rows = list(csv.DictReader(io.StringIO(answer_.content.decode("utf-8-sig"))))
    signs = next(row for row in rows if row["Question"] == SIGNS)
    assert (signs["Answer"], signs["Working days to answer"]) == ("'=The manager", "7")
    assert (signs["How it stands"], signs["Whose it is"]) == ("2 days late", "Torbay Council")
    assert len(rows) == 4
    assert client.get(reverse("desk:questions_xlsx")).content[:2] == b"PK"
    assert Entry.objects.filter(deed="desk.export", recorded_by=story.cast.spoc.pk).count() == 2


def test_who_asks_and_answers_comes_here_and_who_exports_takes_it(story: Story, visit: Any) -> None:
    for role, person in story.cast.people.everybody().items():
        expected = 200 if may([role], Permission.ASK) else 403
        assert visit(person, "desk:questions").status_code == expected, role
