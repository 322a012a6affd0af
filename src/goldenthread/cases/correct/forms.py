"""What is wrong with an entry, and why it is put right."""

from __future__ import annotations

from goldenthread.design import fields, forms

OTHER_DAY, NEVER = "day", "never"


class Correct(forms.Form):
    """Another day, or that it never happened."""

    wrong = fields.Choice(
        "What is right?",
        choices=[(OTHER_DAY, "It happened on another day"), (NEVER, "It never happened")],
        reveals={OTHER_DAY: ["happened_on"]},
        missing="Choose what is right",
    )
    happened_on = fields.Day(
        "When did it happen?",
        called="The day it happened",
        past=True,
        required=False,
        missing="Enter the day on which it happened",
    )
    reason = fields.Area(
        "Why is the entry put right?",
        hint="It is kept beside the entry, with your name",
        rows=3,
        missing="Say why the entry is being corrected",
    )

    def clean(self) -> None:
        if self.cleaned_data.get("wrong") == OTHER_DAY:
            self.need("happened_on")

    @property
    def is_void(self) -> bool:
        return bool(self.cleaned_data["wrong"] == NEVER)

    @property
    def day(self) -> object:
        """The right day; none where it never happened, whatever stands in the boxes."""
        return None if self.is_void else self.cleaned_data["happened_on"]
