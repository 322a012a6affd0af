"""Which services to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms


class Seek(forms.Form):
    """Any number of the services not asked yet, each with its contact point."""

    services = fields.Choices(
        "Which services will you ask?", missing="Choose at least one service to ask", size="m"
    )
    remark = fields.Area("Note for the record (optional)", rows=3, required=False)
    on = fields.Day(
        "When are they asked?",
        called="The day they are asked",
        past=True,
        missing="Enter the day on which they are asked",
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        """`services` are (id, name, contact point)."""
        super().__init__(*args, **kwargs)
        contacts = {key: contact for key, _, contact in services}
        self.offer("services", [(key, name) for key, name, _ in services], contacts)
