"""What the page says on which a letter is signed."""

from __future__ import annotations

from typing import Any

from goldenthread.post.complete.page import OfLetter, of_letter


def sign(message: Any, copies: int) -> OfLetter:
    """Say what leaves."""
    also = f", and {copies} of it as a copy" if copies == 1 else f", and {copies} copies" if copies else ""
    return of_letter(
        message,
        title="Sign the letter",
        button="Sign and send",
        intro=f"With your signature it leaves to {message.to_name}{also}. It cannot be called back.",
    )
