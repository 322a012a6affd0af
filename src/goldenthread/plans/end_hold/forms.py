"""Why the council waits no longer."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.rules.holds import Ending


class EndHold(forms.Form):
    """A reason of the list, a word where it is needed, and the day."""

    because = fields.Choice(
        "Why does the wait end?",
        choices=[(each.value, each.label) for each in Ending],
        missing="Choose why the wait ends",
    )
    remark = fields.Area(
        "Note for the record",
        hint="Needed where the council goes on without the advice",
        rows=3,
        required=False,
    )
    on = fields.Day(
        "When was it decided?",
        called="The day of the decision",
        past=True,
        missing="Enter the day of the decision",
    )
