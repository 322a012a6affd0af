"""When a letter was posted."""

from __future__ import annotations

from goldenthread.design import fields, forms


class SendByPost(forms.Form):
    """The day; `version` is the letter that was printed."""

    on = fields.Day(
        "When was it posted?",
        called="The day it was posted",
        past=True,
        missing="Enter the day on which the letter was posted",
    )
    version = fields.Hidden()
