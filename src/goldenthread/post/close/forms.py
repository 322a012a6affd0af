"""How its recipient came to know."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.rules.sending import Told


class Close(forms.Form):
    """How, and when; `version` is the letter that was shown."""

    told = fields.Choice(
        "Why does it not have to leave?",
        choices=[(each.name, each.value) for each in Told],
        missing="Choose why the letter does not have to leave",
    )
    told_on = fields.Day("When was that?", called="The day", past=True)
    version = fields.Hidden()
