"""Passing a request to the designated officer."""

from __future__ import annotations

from goldenthread.design import fields, forms


class RequestDecision(forms.Form):
    """What the officer needs to know, and the day."""

    remark = fields.Area(
        "What does the officer need to know? (optional)",
        hint="What was looked up, what the service said, what you would suggest",
        rows=4,
        required=False,
    )
    on = fields.Day(
        "When is it passed on?",
        called="The day it is passed on",
        past=True,
        missing="Enter the day on which it is passed on",
    )
