"""What can be done about somebody's account."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from goldenthread.design import fields, forms


class Deed(StrEnum):
    """One thing at a time."""

    LINK = "link"
    NEW_PHONE = "new-phone"
    UNLOCK = "unlock"
    REVOKE = "revoke"
    CLOSE = "close"


WORDS = (
    (Deed.LINK, "Make a new link: the password is forgotten", "Their phone goes on working"),
    (Deed.NEW_PHONE, "Make a new link: the phone is lost", "They choose a password and set up a new phone"),
    (
        Deed.UNLOCK,
        "Unlock the account",
        "After too many failed attempts, once they have said that it was they",
    ),
    (Deed.REVOKE, "Sign them out everywhere", "They can sign in again"),
    (Deed.CLOSE, "Close the account now", "For whoever has left: nothing opens with it from this moment on"),
)


class Do(forms.Form):
    """What is to be done."""

    deed = fields.Choice("What do you want to do?", missing="Choose what you want to do")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {deed.value: hint for deed, _, hint in WORDS}
        self.offer("deed", [(deed.value, words) for deed, words, _ in WORDS], hints)
