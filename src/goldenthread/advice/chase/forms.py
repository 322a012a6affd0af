"""When a person chased, and what was said."""

from __future__ import annotations

from goldenthread.design import fields, forms


class Chase(forms.Form):
    """The day, and a note."""

    remark = fields.Area(
        "Note (optional)", hint="Whom you reached, and what they said", rows=3, required=False
    )
    on = fields.Day(
        "When did you chase?",
        called="The day you chased",
        past=True,
        missing="Enter the day on which you chased",
    )
