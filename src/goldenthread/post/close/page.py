"""What the page says on which a letter is closed."""

from __future__ import annotations

from typing import Any

from goldenthread.post.complete.page import OfLetter, of_letter


def close(message: Any) -> OfLetter:
    """Say what it means: nobody is asked about it any more."""
    return of_letter(
        message,
        title="Close this letter",
        button="Close the letter",
        intro=(
            f"It did not reach {message.to_name}, and nobody has to see to it any more. It stays on the record "
            "with what you say here, and never leaves."
        ),
    )
