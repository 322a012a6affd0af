"""The designated officer's decision, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.rules.not_known import Decision


class Decide(forms.Form):
    """Each decision leads to the advice; the reasons are kept beside it."""

    decision = fields.Choice(
        "How is the advice given?",
        choices=[(decision.value, decision.label) for decision in Decision],
        reveals={Decision.GIVE_ADVICE.value: ["advice_by"], Decision.REFER.value: ["service"]},
        missing="Choose how the advice is given",
    )
    advice_by = fields.Day(
        "By when?",
        called="The day of the advice",
        required=False,
        missing="Enter the day by which the advice is given",
    )
    service = fields.Select("To which service?", required=False, missing="Choose the service")
    remark = fields.Area(
        "Why is it decided so?",
        hint="The clinical reasons. They are kept beside the decision, with your name",
        rows=5,
        missing="Say why it is decided so",
    )
    on = fields.Day(
        "When was it decided?",
        called="The day of the decision",
        past=True,
        missing="Enter the day of the decision",
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", services)

    def clean(self) -> None:
        decision = self.cleaned_data.get("decision")
        if decision == Decision.GIVE_ADVICE:
            self.need("advice_by")
        elif decision == Decision.REFER:
            self.need("service")
