"""What the page says on which a letter is tried again."""

from __future__ import annotations

from typing import Any

from goldenthread.post.complete.page import OfLetter, of_letter


def try_again(message: Any) -> OfLetter:
    """Say why it did not leave, and where it goes now."""
    return of_letter(
        message,
        title="Try again",
        button="Try again",
        intro=f"It did not leave: {message.reply} It goes to where the area’s pack says today.",
    )
