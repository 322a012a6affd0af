"""What the page of the second step says."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.design.page import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Question):
    """The question. `code_now` is for invented people alone, who have no phone."""

    email: str
    code_now: str


def confirm(email: str, code_now: str) -> Confirm:
    """Ask for the code."""
    return Confirm(title="Enter your code", button="Continue", email=email, code_now=code_now)
