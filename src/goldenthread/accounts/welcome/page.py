"""What the pages of a personal link say."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.design.page import Page, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Question):
    """Whose account it is, and whether a phone is to be set up anew."""

    name: str
    email: str
    renews_factors: bool


def welcome(name: str, email: str, renews_factors: bool) -> Welcome:
    """Ask for a password."""
    return Welcome(
        title="Choose your password", button="Continue", name=name, email=email, renews_factors=renews_factors
    )


def over() -> Page:
    """A link that was used, has expired, was replaced, or never was."""
    return Page(title="This link opens nothing any more")
