"""What becomes of a referral."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.rules.not_known import Outcome


class AnswerReferral(forms.Form):
    """One of three; a date where the advice is to come, words where it is not."""

    outcome = fields.Choice(
        "What becomes of the referral?",
        choices=[(outcome.value, outcome.label) for outcome in Outcome],
        reveals={Outcome.ACCEPTED.value: ["advice_by"]},
        missing="Choose what becomes of the referral",
    )
    advice_by = fields.Day(
        "By when will the advice be given?",
        called="The day of the advice",
        required=False,
        missing="Enter the day by which the advice will be given",
    )
    remark = fields.Area(
        "Say more",
        hint="Needed where it is not accepted: why, by which criteria, or what was given instead",
        rows=4,
        required=False,
        missing="Say why, or what was given instead",
    )
    on = fields.Day(
        "When is it answered?",
        called="The day of the answer",
        past=True,
        missing="Enter the day of the answer",
    )

    def clean(self) -> None:
        outcome = self.cleaned_data.get("outcome")
        if outcome == Outcome.ACCEPTED:
            self.need("advice_by")
        elif outcome:
            self.need("remark")
