"""A council's request comes in, and the council is told who will respond."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tests.journeys.steps.door import then_they_are_on, then_they_are_told, when_they_open
from tests.journeys.visitor import Visitor

WHO = "Is it one of these children?"


class Letter(NamedTuple):
    """What a council's request says."""

    forename: str
    surname: str
    born_on: date
    reference: str
    arrived_on: date
    named: tuple[str, ...]

    @property
    def child(self) -> str:
        return f"{self.forename} {self.surname}"


def when_they_receive(visitor: Visitor, letter: Letter) -> None:
    """Copy the letter into the form and send it."""
    when_they_open(visitor, "Receive a request")
    then_they_are_on(visitor, "Receive a council's request")
    visitor.types("Forename", letter.forename)
    visitor.types("Surname", letter.surname)
    visitor.dates("Date of birth (if known)", letter.born_on)
    visitor.chooses("Council", "Torbay Council")
    visitor.types("The council's reference", letter.reference)
    visitor.dates("When did the request arrive?", letter.arrived_on)
    for service in letter.named:
        visitor.ticks(service)
    visitor.presses("Receive the request")


def then_a_child_is_here_already(visitor: Visitor, description: str, why: str) -> None:
    """Nothing is merged by itself: a person is asked, and told what is alike."""
    then_they_are_on(visitor, "Is this child here already?")
    visitor.reads(description, why, "None of these: it is a different child")


def when_they_say_it_is(visitor: Visitor, description: str) -> None:
    """The child who arrives is the one who is here."""
    visitor.chooses(WHO, description)
    visitor.presses("Receive the request")


def then_it_is_received(visitor: Visitor, reference: str, due_on: str) -> None:
    """The clock runs, and the check sheet comes next."""
    then_they_are_on(visitor, "Acknowledge the request")
    then_they_are_told(
        visitor, f"The request was received on case {reference}. Health advice is due by {due_on}."
    )


def when_they_look_up(visitor: Visitor, service: str, answer: str, closed_on: date | None = None) -> None:
    """Copy a service's record into its line of the check sheet; one that knows the child will respond."""
    visitor.chooses(f"What do {service}'s records say?", answer)
    if closed_on:
        visitor.dates(f"When did {service} close it?", closed_on)
    visitor.ticks(f"{service} will respond")


def when_they_acknowledge(visitor: Visitor) -> None:
    """Tell the council."""
    visitor.presses("Acknowledge the request")
