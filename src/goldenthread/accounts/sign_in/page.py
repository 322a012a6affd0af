"""What the sign-in page says."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.design.page import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(Question):
    """The question, with a word for whoever was on the way to a page."""

    reason: str
    organisation: str
    next: str


def sign_in(*, is_on_the_way: bool, organisation: str = "", next_: str = "") -> SignIn:
    """`is_on_the_way`: the person asked for a page and was led here first. `organisation`: another way in."""
    reason = "Sign in to see the page that you asked for." if is_on_the_way else ""
    return SignIn(title="Sign in", button="Sign in", reason=reason, organisation=organisation, next=next_)
