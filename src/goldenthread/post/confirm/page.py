"""What the page says on which somebody says whether a letter arrived."""

from __future__ import annotations

from typing import Any

from goldenthread.design.words import day
from goldenthread.post.complete.page import OfLetter, of_letter


def confirm(message: Any) -> OfLetter:
    """Say what is known, and whom to ask."""
    return of_letter(
        message,
        title="Did it arrive?",
        button="Say what they said",
        intro=f"It left on {day(message.sent_on)}, and no word has come that it arrived. Ring or write to "
        f"{message.to_name} and ask whether it is there.",
    )
