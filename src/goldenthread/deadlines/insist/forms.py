"""Why the council still needs the advice."""

from __future__ import annotations

from goldenthread.design import fields, forms


class Insist(forms.Form):
    """One sentence, and the day."""

    remark = fields.Area(
        "Why does the council still need this advice?",
        hint="It stands on the timeline, where health reads it",
        rows=4,
        missing="Say in a sentence why the council still needs the advice",
    )
    on = fields.Day(
        "When was it decided?",
        called="The day of the decision",
        past=True,
        missing="Enter the day on which it was decided",
    )
