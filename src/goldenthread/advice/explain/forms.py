"""Why advice is late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms


class Explain(forms.Form):
    """A cause of the area's own list (S3-A06), when the advice is expected, and more in words."""

    cause = fields.Choice("What is the main cause?", missing="Choose the main cause")
    expected_on = fields.Day(
        "When do you expect the advice? (optional)",
        called="The day on which the advice is expected",
        hint="It moves no date. For example, 21 12 2026",
        required=False,
    )
    remark = fields.Area("Say more (optional)", rows=3, required=False)
    on = fields.Day(
        "When was it explained?",
        called="The day it was explained",
        past=True,
        missing="Enter the day it was explained",
    )

    def __init__(self, *args: Any, causes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cause", causes)
