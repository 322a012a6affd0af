"""The council is written to when its request is acknowledged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.demo.area import Cast
from goldenthread.intake import actions
from goldenthread.post.models import Message
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db
RECEIVED, NEXT_DAY, LATER = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 5)


def acknowledge(story: Any, cast: Cast, request: Any, *labels: str, on: date = NEXT_DAY) -> None:
    actions.acknowledge(request=request, responding=story.services(*labels), by=cast.spoc, on=on)


def test_the_council_hears_who_will_answer_and_by_when(story: Any, cast: Cast) -> None:
    request = story.given_a_request(RECEIVED, reference="EHC26-0101")
    acknowledge(story, cast, request, "SLT", "OT")
    (letter,) = Message.objects.all()
    assert (letter.to_address, letter.state) == ("ehcp@torbay.example", "queued")
    assert letter.subject == "Request EHC26-0101: received, and who will answer"
    services = " and ".join(sorted(each.name for each in story.services("SLT", "OT")))
    assert f"on 2 November 2026. These will answer: {services}." in letter.text
    assert "due on 14 December 2026" in letter.text
    assert "[" not in letter.subject + letter.text


def test_another_acknowledgement_is_another_letter(story: Any, cast: Cast) -> None:
    request = story.given_a_request(RECEIVED)
    acknowledge(story, cast, request, "SLT")
    acknowledge(story, cast, request, "SLT", "OT", on=LATER)
    assert Message.objects.count() == 2


def test_a_request_whose_receipt_was_struck_out_is_not_acknowledged(story: Any, cast: Cast) -> None:
    request = story.given_a_request(RECEIVED)
    fact = Fact.objects.get(kind=Kind.REQUEST_RECEIVED)
    correct(fact=fact, is_void=True, reason="It was another council's.", by=cast.manager, on=NEXT_DAY)
    with pytest.raises(Refused, match="was struck out. Receive the request anew"):
        acknowledge(story, cast, request, "SLT")
    assert not Message.objects.exists()


def asked(story: Any, cast: Cast, to: str) -> Any:
    (advice,) = story.given_advice_is_sought(RECEIVED, "SLT")
    Message.objects.all().delete()
    owner = {"service": f"service:{advice.service_id}", "council": f"council:{cast.council.pk}"}.get(to, to)
    return actions.ask(case=advice.case, to=owner, text="Has she a chair?", by=cast.spoc, on=NEXT_DAY)


@pytest.mark.parametrize(
    ("to", "address"),
    [
        ("service", "slt@cfhd.example"),
        ("council", "ehcp@torbay.example"),
        ("role:dco-office", "dco@devon-icb.example"),
    ],
)
def test_whoever_is_asked_a_question_is_written_to_without_its_words(
    story: Any, cast: Cast, to: str, address: str
) -> None:
    question = asked(story, cast, to)
    (letter,) = Message.objects.all()
    assert letter.to_address == address
    assert (
        letter.subject == f"A question about {question.case.reference} waits for you until 10 November 2026"
    )
    assert "chair" not in letter.text


def test_a_role_that_the_area_does_not_write_to_finds_the_question_in_the_record(
    story: Any, cast: Cast
) -> None:
    asked(story, cast, "role:alliance-director")
    assert not Message.objects.exists()


def test_whoever_asked_hears_of_the_answer(story: Any, cast: Cast) -> None:
    question = asked(story, cast, "service")
    actions.answer(question_id=question.pk, text="She has.", by=cast.spoc, on=LATER)
    answered = Message.objects.get(template="question-answered")
    assert (answered.to_address, "has" in answered.text) == ("spoc@torbay.example", False)
