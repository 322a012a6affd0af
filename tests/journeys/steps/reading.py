"""What the worklist, a case and an explanation say."""

from __future__ import annotations

from tests.journeys.steps.door import then_they_are_on, when_they_open
from tests.journeys.visitor import Visitor

WHY = "How is this date worked out?"


def when_they_find(visitor: Visitor, words: str) -> None:
    """Search the worklist."""
    when_they_open(visitor, "Worklist")
    visitor.types("Name, reference or NHS number", words)
    visitor.presses("Apply filters")
    then_they_are_on(visitor, "Worklist")


def when_they_open_the_case_of(visitor: Visitor, child: str) -> None:
    """From the worklist."""
    visitor.follows(child)
    then_they_are_on(visitor, child, tab="Case ")


def then_the_worklist_says(visitor: Visitor, child: str, *cells: str) -> None:
    """The child's row holds each of these."""
    visitor.row_says(child, *cells)


def then_the_service_stands(visitor: Visitor, service: str, *sentences: str) -> None:
    """The service's own part of the case page holds each of these."""
    visitor.part_says(service, *sentences)


def then_what_happens_next_is(visitor: Visitor, who: str, *cells: str) -> None:
    """Somebody is named who acts next, with what they do and by when."""
    visitor.row_says(who, *cells)


def then_the_timeline_says(visitor: Visitor, *sentences: str) -> None:
    """What happened, in sentences, in this order: the latest first."""
    told = visitor.entries()
    places = [next((at for at, entry in enumerate(told) if said in entry), -1) for said in sentences]
    assert places == sorted(places) and -1 not in places, f"{sentences} at {places} of {told}"


def when_they_ask_how_it_is_worked_out(visitor: Visitor, about: str) -> None:
    """Every date has its explanation beside it."""
    visitor.follows(f"{WHY} {about}")
    then_they_are_on(visitor, WHY)
