"""Sentences for what goes wrong: what happened, and what to do now. Who may not see reads what the decision says."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.design.page import Page
from goldenthread.rules.access import NO_ROLE, NOT_LED


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Page):
    """What is wrong, what to do about it, and the way on."""

    sentences: tuple[str, ...]
    way: str
    href: str


def absent(home: str) -> Problem:
    """Absent and forbidden read the same, so that nobody learns whether a child has a case."""
    return Problem(
        title="There is no such page here",
        sentences=(
            NOT_LED.sentence,
            "Search for the child by name, reference or NHS number on the worklist.",
        ),
        way="Go to the first page",
        href=home,
    )


def forbidden(home: str) -> Problem:
    """The person is known, the deed is not theirs."""
    title, _, advice = NO_ROLE.sentence.partition(". ")
    return Problem(
        title=title,
        sentences=("Nothing was changed.", advice),
        way="Go to the first page",
        href=home,
    )


def stale(here: str) -> Problem:
    """The form was open too long, or came from another place."""
    return Problem(
        title="The page was open for too long",
        sentences=("Nothing was saved. Open the page again, and enter what you had typed once more.",),
        way="Open the page again",
        href=here,
    )


def unreadable(home: str) -> Problem:
    """What the browser sent makes no sense."""
    return Problem(
        title="That could not be read",
        sentences=("What your browser sent was not complete. Nothing was changed. Go back and try again.",),
        way="Go to the first page",
        href=home,
    )


def too_large(home: str) -> Problem:
    """More was sent than any file that is taken here holds. Nothing of it was read."""
    return Problem(
        title="That is too large",
        sentences=(
            "What you sent is larger than 70 MB, so nothing of it was read or changed.",
            "Go back, and send the file smaller or in parts.",
        ),
        way="Go to the first page",
        href=home,
    )


def unrecorded(home: str) -> Problem:
    """The audit cannot be written: who looks at a child must leave a trace, so nobody looks."""
    return Problem(
        title="Nothing can be shown just now",
        sentences=(
            "Every look at a child's record is written down, and that failed. So nothing is shown, and nothing "
            "of what you sent was saved.",
            "Try again in a minute. If it happens again, tell whoever looks after Goldenthread.",
        ),
        way="Go to the first page",
        href=home,
    )


def broken(home: str, reference: str = "") -> Problem:
    """Our own fault. By its reference whoever looks after Goldenthread finds what went wrong."""
    quoting = f", and this reference: {reference}" if reference else ""
    return Problem(
        title="Something went wrong here",
        sentences=(
            "This is a fault of Goldenthread, not of yours. Nothing of what you sent was saved.",
            "Try again in a minute. If it happens again, tell whoever looks after Goldenthread what you were doing"
            f"{quoting}.",
        ),
        way="Go to the first page",
        href=home,
    )
