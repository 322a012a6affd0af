"""What the page says on which a council's request is received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page, Question
from goldenthread.design.words import day, listed
from goldenthread.intake.receive.candidates import grouped
from goldenthread.intake.receive.forms import THE_CHILD, THE_REQUEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(Question):
    """The request as the council sent it, or whom it may be about."""

    intro: str
    is_matching: bool = False
    the_child: tuple[str, ...] = THE_CHILD
    the_request: tuple[str, ...] = THE_REQUEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Page):
    """Which area the request is for, where a person works for several."""

    areas: tuple[Link, ...]


def receive(area: str) -> Receive:
    """Ask for what the council's request says."""
    return Receive(
        title="Receive a council's request",
        caption=area,
        button="Receive the request",
        intro="You are recording that a council asks for health advice on a child. "
        "Copy what its request says; the clock of every health service starts with the day it arrived.",
        **_ways(),
    )


def matching(area: str, child: str, born_on: date | None, nhs_number: str | None) -> Receive:
    """Ask whether the child is here already; what was typed is carried along."""
    born = f"born {day(born_on)}" if born_on else "no date of birth"
    number = f"NHS number {grouped(nhs_number)}" if nhs_number else "no NHS number"
    return Receive(
        title="Is this child here already?",
        caption=f"{area}: {child}",
        button="Receive the request",
        intro=f"The request says: {child}, {born}, {number}. Compare with who is here already. "
        "Nothing is merged unless you say so.",
        is_matching=True,
        **_ways(),
    )


def where(areas: Sequence[tuple[str, str]]) -> Where:
    """Ask for the area first."""
    links = tuple(Link(name, reverse("intake:receive", args=[code])) for code, name in areas)
    return Where(title="Which area is the request for?", areas=links, back=_ways()["back"])


def _ways() -> dict[str, Any]:
    worklist = reverse("desk:worklist")
    return {"back": Link("Back to the worklist", worklist), "cancel": worklist}


def received(reference: str, due_on: date, front_door: str) -> str:
    """What was done and what comes next; `front_door` is who does it, where it is not the reader."""
    coming = f"{front_door} looks the child up and tells" if front_door else "look the child up and tell"
    return (
        f"The request was received on case {reference}. Health advice is due by {day(due_on)}. "
        f"Next, {coming} the council who will respond."
    )


def left_as_it_was(child: str, differs: Sequence[str]) -> str:
    """Particulars that the council gives otherwise than they are held."""
    return (
        f"What is held of {child} differs in {listed(list(differs))} and was left as it was. "
        "Change it on the child's page if the council is right."
    )
