"""Whether the child is not known, or waits."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.rules.not_known import Answer


class Route(forms.Form):
    """One of two, a note, and the day."""

    answer = fields.Choice(
        "What does the service say?",
        choices=[(answer.value, answer.label) for answer in Answer],
        missing="Choose whether the child is not known or on the waiting list",
    )
    remark = fields.Area(
        "Say more (optional)",
        hint="For example, where it looked, or since when the child waits",
        rows=3,
        required=False,
    )
    on = fields.Day(
        "When did the service say so?",
        called="The day the service said so",
        past=True,
        missing="Enter the day on which the service said so",
    )
