"""On which day the service said that it has the request."""

from __future__ import annotations

from goldenthread.design import fields, forms


class Acknowledge(forms.Form):
    """The day alone."""

    on = fields.Day(
        "When did the service say so?",
        called="The day of the acknowledgement",
        past=True,
        missing="Enter the day on which the service acknowledged",
    )
