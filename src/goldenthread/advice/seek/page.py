"""What the page says on which advice is sought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day, listed
from goldenthread.intake.queries import Standing
from goldenthread.rules.clocks import derivation

MISSING = (
    "The record does not say yet what the family hopes for and which outcomes are sought. Whoever advises needs both: "
    "say it before you ask, or as soon as you know it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seek(Deed):
    """The services to ask, the date their advice will be due, and how that date is worked out."""

    due_on: date
    derivation: tuple[str, ...]
    asked: str
    nobody: bool
    missing: str
    describe: str


def seek(standing: Standing, received_on: date, asked: Sequence[str], offered: int, letter: str) -> Seek:
    """Ask whom to ask; say by when they must answer, and who is written to."""
    worked_out = derivation("advice", on=received_on)
    already = f"Asked already: {listed(list(asked))}." if asked else ""
    return Seek(
        **on_case(standing.case_id, standing.child, standing.reference),
        title="Seek advice",
        button="Seek advice",
        intro=f"You are asking services for their advice on {standing.child}. Each has its own clock, and each clock "
        f"runs from {day(received_on)}, when the council's request arrived. {letter}".rstrip(),
        due_on=worked_out.reckoned.due_on,
        derivation=worked_out.sentences(),
        asked=already,
        nobody=not offered,
        missing=MISSING if not (standing.request.aspirations and standing.request.outcomes) else "",
        describe=reverse("intake:describe", args=[standing.request.pk]),
    )
