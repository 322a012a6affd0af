"""What its recipient says."""

from __future__ import annotations

from goldenthread.design import fields, forms

THERE, MISSING = "there", "missing"


class Confirm(forms.Form):
    """One of two; `version` is the letter that was shown."""

    found = fields.Choice(
        "What does its recipient say?",
        choices=[(THERE, "The letter is there"), (MISSING, "The letter is not there")],
        hints={MISSING: "It then counts as one that came back, and you can send it anew"},
        missing="Choose what the recipient says",
    )
    version = fields.Hidden()
