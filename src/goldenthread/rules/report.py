"""What good advice holds: needs, the provision that each requires and the difference it will make, and how well the
child is known.

A good report describes each need, the provision required as a result, and the difference that is expected (S1-36). It
weighs more the better its writer knows the child: how often the child was seen, by whom, from when to when (S1-35).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.rules.not_known import is_advice
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

LONGEST = 10_000
"""Letters in one block: some three pages."""

MOST_ROWS = 20
"""Rows of needs, and of contacts, in one piece of advice."""


@dataclass(frozen=True, slots=True)
class Need:
    """One need, with the provision required as a result of it and the difference that this will make."""

    need: str = ""
    provision: str = ""
    difference: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(text.strip() for text in (self.need, self.provision, self.difference))


@dataclass(frozen=True, slots=True)
class Contact:
    """How many times somebody saw the child, from the first time to the last. Dates are London civil dates."""

    who: str = ""
    times: int | None = None
    from_on: date | None = None
    to_on: date | None = None

    @property
    def is_blank(self) -> bool:
        return not self.who.strip() and (self.times, self.from_on, self.to_on) == (None, None, None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the field in which it is put right, such as `provision_2`, and the sentence."""

    field: str
    sentence: str


def problems(
    needs: Sequence[Need], contacts: Sequence[Contact], *, is_unseen: bool, today: date
) -> Iterator[Problem]:
    """Everything wrong with the two parts, in their order. Rows that are blank count for nothing.

    `is_unseen` says that nobody of the service has seen the child.
    """
    yield from _of_needs(needs)
    if is_unseen and any(not contact.is_blank for contact in contacts):
        yield Problem(
            "is_unseen",
            "Nobody has seen the child, yet contacts are entered. Clear the tick or the contacts.",
        )
    elif not is_unseen and all(contact.is_blank for contact in contacts):
        yield Problem(
            "who_1", "Enter who saw the child, how often and when, or tick that nobody of the service has."
        )
    for number, contact in enumerate(contacts, start=1):
        if not contact.is_blank:
            yield from _of_contact(number, contact, today)


def check(needs: Sequence[Need], contacts: Sequence[Contact], *, is_unseen: bool, today: date) -> None:
    """Raises Refused with the first problem, beside its field."""
    for problem in problems(needs, contacts, is_unseen=is_unseen, today=today):
        raise Refused(problem.sentence, problem.field)


def _of_needs(needs: Sequence[Need]) -> Iterator[Problem]:
    if all(row.is_blank for row in needs):
        yield Problem("need_1", "Describe at least one need, with its provision and the difference expected.")
    for number, row in enumerate(needs, start=1):
        if row.is_blank:
            continue
        for name, (text, missing) in _blocks(row, number).items():
            if not text.strip():
                yield Problem(f"{name}_{number}", missing)
            elif len(text) > LONGEST:
                yield Problem(
                    f"{name}_{number}", f"Shorten this to {LONGEST:,} letters, or attach a document."
                )
            elif not is_advice(text):
                yield Problem(
                    f"{name}_{number}",
                    "That a child is not known, or on a waiting list, is no advice. Say it on the request instead: it "
                    "opens a route to the advice.",
                )


def _blocks(row: Need, number: int) -> dict[str, tuple[str, str]]:
    """The three blocks of a row, each with what is said where it is missing."""
    return {
        "need": (row.need, f"Describe need {number}."),
        "provision": (row.provision, f"Enter the provision that is required as a result of need {number}."),
        "difference": (
            row.difference,
            f"Describe the difference that the provision for need {number} makes.",
        ),
    }


def _of_contact(number: int, contact: Contact, today: date) -> Iterator[Problem]:
    if not contact.who.strip():
        yield Problem(f"who_{number}", "Enter who saw the child.")
    if contact.times is None or contact.times < 1:
        yield Problem(f"times_{number}", "Enter how many times the child was seen: 1 or more.")
    yield from _of_days(number, contact, today)


def _of_days(number: int, contact: Contact, today: date) -> Iterator[Problem]:
    """Both days, in their order, none of them to come; seen once, the two are one."""
    for name, day, missing in (
        ("from", contact.from_on, "Enter the day on which the child was first seen."),
        ("to", contact.to_on, "Enter the day on which the child was last seen."),
    ):
        if day is None:
            yield Problem(f"{name}_{number}", missing)
        elif day > today:
            yield Problem(f"{name}_{number}", f"{said(day)} is still to come. Enter when the child was seen.")
    if contact.from_on and contact.to_on:
        if contact.to_on < contact.from_on:
            yield Problem(
                f"to_{number}", "The child was last seen before they were first seen. Check the two days."
            )
        elif contact.times == 1 and contact.to_on != contact.from_on:
            yield Problem(f"times_{number}", "Seen once, on two days? Check how many times, or the two days.")
