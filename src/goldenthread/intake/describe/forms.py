"""What goes with a request to whoever advises."""

from __future__ import annotations

from goldenthread.design import fields
from goldenthread.design.editing import Editing

ASPIRATIONS = "What do the child and the family hope for?"
OUTCOMES = "Which outcomes are sought?"


class Describe(Editing):
    """Two pieces of text, in the family's own words where there are any."""

    aspirations = fields.Area(
        ASPIRATIONS,
        hint="Their views, wishes and feelings, in their own words where you have them",
        rows=6,
        required=False,
    )
    outcomes = fields.Area(
        OUTCOMES,
        hint="The difference that is to be made for the child, as the council or the family puts it",
        rows=6,
        required=False,
    )
