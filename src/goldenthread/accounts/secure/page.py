"""What the pages say on which an authenticator app is set up."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.design.page import Link, Page, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Secure(Question):
    """The question, with the secret as a square code and as letters, and the address for this very phone."""

    square: str
    secret: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes(Page):
    """Recovery codes, shown this once, and where to go on."""

    codes: tuple[str, ...]
    on: Link


def secure(secret: str, link: str, square: str, back: str = "") -> Secure:
    """Ask for the app's first code; `back` leads to the account of somebody who is signed in."""
    fours = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return Secure(
        title="Set up your authenticator app",
        button="Continue",
        square=square,
        secret=fours,
        link=link,
        cancel=back,
    )


def codes(new: list[str], onward: str) -> Codes:
    """The codes in two halves, as they are read out."""
    halves = tuple(f"{code[:4]} {code[4:]}" for code in new)
    return Codes(
        title="Keep your recovery codes", codes=halves, on=Link("I have kept them, continue", onward)
    )
