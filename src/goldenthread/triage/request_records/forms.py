"""Which team is asked to look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms


class RequestRecords(forms.Form):
    """One service, a note, and the day."""

    service = fields.Select("Which team do you ask?", missing="Choose the team")
    remark = fields.Area("Whom did you ask, and how? (optional)", rows=3, required=False)
    on = fields.Day(
        "When did you ask?",
        called="The day you asked",
        past=True,
        missing="Enter the day on which you asked",
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", services)
