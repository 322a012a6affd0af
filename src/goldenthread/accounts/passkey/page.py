"""What the page says on which a passkey is used."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.design.page import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey(Question):
    """`asked` is what the browser puts to the passkey."""

    asked: str


def passkey(asked: str) -> Passkey:
    """Ask for it."""
    return Passkey(title="Sign in with a passkey", button="Use my passkey", asked=asked)
