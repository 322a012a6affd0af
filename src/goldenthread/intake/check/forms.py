"""What one service's records say of the child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.intake.check.sheet import ANSWERS
from goldenthread.rules.involvement import Involvement


class Check(forms.Form):
    """One service, looked up by itself."""

    service = fields.Select("Which service did you look up?", missing="Choose the service")
    involvement = fields.Choice(
        "What do its records say?",
        choices=ANSWERS,
        reveals={Involvement.CLOSED.value: ["closed_on"]},
        missing="Choose what its records say",
    )
    closed_on = fields.Day(
        "When was it closed?",
        called="The day it was closed",
        past=True,
        required=False,
        missing="Enter the day on which the service closed the child's record",
    )
    on = fields.Day(
        "When did you look?",
        called="The day you looked",
        past=True,
        missing="Enter the day on which you looked",
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", services)

    def clean(self) -> None:
        if self.cleaned_data.get("involvement") == Involvement.CLOSED:
            self.need("closed_on")
