"""Why a council's request is taken back."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.rules.reasons import Withdrawal


class Withdraw(forms.Form):
    """A reason of the list, a sentence, and the day."""

    reason = fields.Choice(
        "Why is the request withdrawn?",
        choices=[(reason.value, reason.label) for reason in Withdrawal],
        missing="Choose why the request is withdrawn",
    )
    remark = fields.Area(
        "Say it in a sentence",
        hint="Who told you, and what they said",
        rows=3,
        missing="Say in a sentence why the request is withdrawn",
    )
    on = fields.Day(
        "When was it withdrawn?",
        called="The day it was withdrawn",
        past=True,
        missing="Enter the day on which it was withdrawn",
    )
