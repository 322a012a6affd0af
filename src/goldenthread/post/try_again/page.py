"""What the page says on which a letter is tried again."""

from __future__ import annotations

from typing import Any

from goldenthread.post.complete.page import OfLetter, of_letter
from goldenthread.rules.sending import State


def try_again(message: Any) -> OfLetter:
    """Say what became of it, and where it goes now."""
    became = "It came back" if message.state == State.RETURNED else "It did not leave"
    return of_letter(
        message,
        title="Try again",
        button="Try again",
        intro=f"{became}: {message.reply.rstrip('.')}. It goes to where the area’s pack says today.",
    )
