"""The answer."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.intake.ask.forms import LONGEST


class Answer(forms.Form):
    """One answer, given once."""

    text = fields.Area("The answer", rows=5, max_length=LONGEST, missing="Write the answer")
