"""Another day, or none any more; and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.rules.outcomes import Answer, reasons

MOVED, TAKEN_BACK = "moved", "taken-back"


class ChangePromise(forms.Form):
    """What becomes of the promise, the reason from the area's list, and what else is to be said."""

    what = fields.Choice(
        "What becomes of the promise?",
        choices=[(MOVED, "The advice comes on another day"), (TAKEN_BACK, "No day can be promised any more")],
        hints={TAKEN_BACK: "You are asked for a new answer within five working days"},
        reveals={MOVED: ["promised_on"]},
        missing="Choose what becomes of the promise",
    )
    promised_on = fields.Day(
        "When will the advice be given?",
        called="The day of the advice",
        missing="Enter the day on which the advice will be given",
        required=False,
    )
    reason = fields.Choice("What is the main reason?", missing="Choose the main reason")
    remark = fields.Area(
        "Explain it (optional)", hint="It stands on the timeline, and in no letter", rows=3, required=False
    )

    def __init__(self, *args: Any, causes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reason", list(reasons(Answer.PROMISED, causes).items()))

    def clean(self) -> None:
        if self.cleaned_data.get("what") == MOVED:
            self.need("promised_on")

    @property
    def day(self) -> date | None:
        """The new day; none where the promise is taken back."""
        found: date | None = self.cleaned_data["promised_on"]
        return found if self.cleaned_data["what"] == MOVED else None
