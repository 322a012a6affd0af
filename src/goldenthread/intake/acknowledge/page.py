"""What the page says on which the check sheet is filled in and the request acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day
from goldenthread.intake.check.page import Part, part
from goldenthread.intake.queries import Standing
from goldenthread.intake.sheet import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge(Deed):
    """The services to look up, those first that the family named."""

    parts: tuple[Part, ...]
    known_means: str
    acknowledged: str
    letter: str


def acknowledge(standing: Standing, lines: Sequence[Line], known_from: str, letter: str) -> Acknowledge:
    """Ask what each service's records say, and who will respond; say who is written to."""
    before = f"{standing.council} was told on {day(standing.acknowledged_on)}; you can tell it anew."
    return Acknowledge(
        **on_case(standing.case_id, standing.child, standing.reference),
        title="Acknowledge the request",
        button="Acknowledge the request",
        intro=f"Look {standing.child} up in each service's records, then tell {standing.council} which services will "
        "respond. Those will be asked for advice next, and tracked until they answer.",
        parts=tuple(_part(standing, line) for line in lines),
        known_means=f"Known means open, referred and not seen yet, or closed on or after {known_from}. A child "
        "whom a service does not know still needs advice from someone: not known is never an answer to the council.",
        acknowledged=before if standing.acknowledged_on else "",
        letter=letter,
    )


def _part(standing: Standing, line: Line) -> Part:
    """A service of the sheet, with the question whether it will respond."""
    found = part(standing, line)
    return replace(found, fields=(*found.fields, f"responds_{line.service_id}"))
