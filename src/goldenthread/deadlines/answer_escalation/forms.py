"""What is being done about late advice, as whoever was written to says."""

from __future__ import annotations

from goldenthread.design import fields, forms


class AnswerEscalation(forms.Form):
    """Their words, and the day on which they were said."""

    remark = fields.Area(
        "What was answered?",
        hint="It stands on the timeline, where the council reads it",
        rows=4,
        max_length=1000,
        missing="Enter what was answered",
    )
    on = fields.Day(
        "When was it answered?",
        called="The day of the answer",
        past=True,
        missing="Enter the day on which it was answered",
    )
