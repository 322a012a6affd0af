"""No letter and no mail says more of a child than the reference of its own case (B11), nor of any other child's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread import clock
from goldenthread.deadlines.actions import tick
from goldenthread.post.channels import smtp
from goldenthread.post.models import Message
from tests.access.leaks import LONG, found
from tests.access.world import TODAY, World

pytestmark = pytest.mark.django_db
WEEKS = range(0, 26, 1 if LONG else 3)


def every_letter(world: World) -> list[Message]:
    """Those of the ladder too, from its reminders to its end: every case of the world is asked and late."""
    for weeks in WEEKS:
        tick(by=world.cast.tick, on=TODAY + timedelta(weeks=weeks))
    return list(Message.objects.all())


def as_mail(letter: Message) -> str:
    """All that leaves: the head, the words, and the same as a page."""
    mail = smtp.mail(
        sender="letters@goldenthread.example", sender_name="SPOC", to=letter.to_address, to_name=letter.to_name,
        subject=letter.subject, text=letter.text, message_id=letter.message_id, reply_to="letters@goldenthread.example",
        at=clock.now(),
    )  # fmt: skip
    head = " ".join(f"{name}: {value}" for name, value in mail.items())
    bodies = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    assert len(bodies) == 2
    return " ".join((head, *bodies, str(letter.values)))


def test_a_letter_says_the_reference_of_its_own_case_and_nothing_else(world: World) -> None:
    letters = every_letter(world)
    told, saying = [], 0
    for letter in letters:
        said = as_mail(letter) if letter.to_address else f"{letter.subject} {letter.text} {letter.values}"
        for relation, about in world.cases.items():
            shown = found(said, about.canaries)
            is_own = letter.case_id == about.case.pk
            saying += is_own and shown == {"reference"}
            told += [
                (letter.template, relation, section)
                for section in shown - ({"reference"} if is_own else set())
            ]
    assert told == []
    assert saying > 50
    assert len({letter.template for letter in letters}) > 8
