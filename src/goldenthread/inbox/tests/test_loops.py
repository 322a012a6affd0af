"""Two programs that answer each other: ours answers no mail, so that there is nothing to go round (B18)."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.demo.stories import Story
from goldenthread.inbox.models import Mail
from goldenthread.inbox.tests.test_filing import answer, asked, came
from goldenthread.post.models import Message

pytestmark = pytest.mark.django_db


def test_a_program_that_answers_every_mail_for_an_hour_gets_no_letter(
    story: Story, case: Any, by: Any
) -> None:
    """One a minute, half of them without the header by which programs know each other."""
    token, letters = asked(case, by), Message.objects.count()
    for minute in range(60):
        header = {"Auto_Submitted": "auto-replied"} if minute % 2 else {}
        raw = answer(token, subject=f"Automatic reply: {minute}", **header)
        assert came(raw, story.cast.area, by).state == Mail.State.WAITING
    assert Message.objects.count() == letters
