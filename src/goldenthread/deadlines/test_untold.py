"""A deed of which no letter tells, though the area sends one, gets its letter from the next tick, once (5.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from goldenthread.advice import actions as advice
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import tick
from goldenthread.demo.stories import Story
from goldenthread.intake import actions as intake
from goldenthread.post.models import Message
from goldenthread.rules.facts import Kind
from goldenthread.triage.actions import request_records

pytestmark = pytest.mark.django_db
ON, NEXT = date(2026, 11, 2), date(2026, 11, 4)


def asked(story: Story) -> None:
    story.given_advice_is_sought(ON, "SLT", "OT")


def withdrawn(story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    advice.withdraw(advice=slt, reason="moved-away", remark="They moved.", by=story.cast.spoc, on=ON)


def looked_for(story: Story) -> None:
    request = story.given_a_request(ON)
    request_records(request=request, service=story.cast.services["O&O"], by=story.cast.spoc, on=ON)


def questioned(story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    to = f"service:{slt.service_id}"
    intake.ask(case=slt.case, to=to, text="When?", by=story.cast.spoc, on=ON)


def written() -> dict[str, tuple[str, str]]:
    """What each letter says, and to whom; the day on which it was written is another."""
    rows = Message.objects.filter(template__in=LETTERS)
    return {row.key: (row.to_address, row.subject) for row in rows}


LETTERS = ("acknowledgement", "request", "no-longer-asked", "records-request", "question")


@pytest.mark.parametrize(
    ("deed", "letters"),
    [(asked, 3), (withdrawn, 2), (looked_for, 1), (questioned, 3)],
)
def test_a_deed_without_its_letter_gets_it_again_and_once(
    story: Story, deed: Callable[[Story], None], letters: int
) -> None:
    deed(story)
    tick(by=story.cast.tick, on=ON)
    before = written()
    Message.objects.all().delete()
    tick(by=story.cast.tick, on=NEXT)
    tick(by=story.cast.tick, on=NEXT)
    after = written()
    assert len(after) == letters
    assert after.items() <= before.items()


def test_what_was_struck_out_or_is_long_ago_is_told_to_nobody(story: Story) -> None:
    asked(story)
    gone = Fact.objects.filter(kind=Kind.ADVICE_SOUGHT).latest("sequence")
    correct(fact=gone, is_void=True, reason="The wrong service.", by=story.cast.manager, on=ON)
    Message.objects.all().delete()
    tick(by=story.cast.tick, on=NEXT)
    assert sorted(row.template for row in Message.objects.all()) == ["acknowledgement", "request"]
    Message.objects.all().delete()
    tick(by=story.cast.tick, on=date(2026, 11, 10))
    assert written() == {}
