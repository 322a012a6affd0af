"""At which step of the ladder to start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms


class Start(forms.Form):
    """A step of the area's ladder, and the day."""

    step = fields.Choice("At which step do you start?", missing="Choose a step of the ladder")
    remark = fields.Area(
        "Note (optional)", hint="What was done before, outside Goldenthread", rows=3, required=False
    )
    on = fields.Day(
        "When does it start?",
        called="The day it starts",
        past=True,
        missing="Enter the day on which it starts",
    )

    def __init__(self, *args: Any, steps: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        """`steps` are (code, title, who writes to whom)."""
        super().__init__(*args, **kwargs)
        hints = {code: hint for code, _, hint in steps}
        self.offer("step", [(code, title) for code, title, _ in steps], hints)
