"""Services are asked for advice, chased, and answer."""

from __future__ import annotations

from datetime import date

from tests.journeys.steps.door import then_they_are_on, then_they_are_told
from tests.journeys.visitor import Visitor


def when_they_seek_advice(visitor: Visitor, due_on: str) -> None:
    """Ask whoever was promised to the council: they are ticked already."""
    then_they_are_on(visitor, "Seek advice")
    visitor.reads(f"The advice will be due by {due_on}")
    visitor.presses("Seek advice")


def when_they_chase(visitor: Visitor, service: str, note: str) -> None:
    """Record that somebody was rung up."""
    visitor.follows(f"Chase ({service})")
    then_they_are_on(visitor, f"Chase {service}")
    visitor.types("Note (optional)", note)
    visitor.presses("Record the chase")
    then_they_are_told(visitor, f"It is recorded that {service} was chased.")


def when_they_say_why_it_is_late(visitor: Visitor, service: str, cause: str) -> None:
    """Name the main cause, from the area's own list."""
    visitor.follows(f"Say why it is late ({service})")
    then_they_are_on(visitor, f"Say why {service}'s advice is late")
    visitor.chooses("What is the main cause?", cause)
    visitor.presses("Record the cause")
    then_they_are_told(visitor, "The cause was recorded.")


def when_they_record_the_advice(visitor: Visitor, service: str, came_on: date) -> None:
    """The report is there; the clock stops on the day it came."""
    visitor.follows(f"Record the advice ({service})")
    then_they_are_on(visitor, f"Record {service}'s advice")
    visitor.dates("When did the advice arrive?", came_on)
    visitor.types("Title of the report (optional)", "Advice on speech and language")
    visitor.presses("Record the advice")
    then_they_are_told(visitor, f"The advice of {service} was recorded.")


def when_they_claim_an_exemption(visitor: Visitor, service: str, ground: str, why: str) -> None:
    """On one of the law's grounds, saying what it prevented."""
    visitor.follows(f"Claim an exemption ({service})")
    then_they_are_on(visitor, f"Claim an exemption for {service}")
    visitor.chooses("Which ground applies?", ground)
    visitor.types("What makes it impractical to give the advice in time?", why)
    visitor.presses("Claim the exemption")
