"""What the page says on which somebody writes what the family hopes for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.page import Row
from goldenthread.intake.queries import Standing

NOT_SAID = "Not said in the record yet"


def described(request: Any) -> Iterator[Row]:
    """What goes with a council's request to whoever advises, on every page that shows it."""
    yield Row("What the family hopes for", request.aspirations or NOT_SAID)
    yield Row("Outcomes sought", request.outcomes or NOT_SAID)


def describe(standing: Standing) -> Deed:
    """Ask for both; say who reads them."""
    return Deed(
        **on_case(standing.case_id, standing.child, standing.reference),
        title="What the family hopes for",
        button="Save",
        intro=f"Whoever is asked for advice on {standing.child} reads this with the request, so that the advice "
        "answers it. It stands in no letter.",
    )
