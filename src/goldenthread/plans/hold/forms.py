"""With what the council waits, for whom, why and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.rules.holds import Awaiting, Reason


class Hold(forms.Form):
    """One decision. The tick is asked for only where the day is after the law's date."""

    awaiting = fields.Choice(
        "What waits?",
        choices=[(each.value, each.label) for each in Awaiting],
        missing="Choose what waits",
    )
    services = fields.Choices("Whose advice does it wait for?", missing="Choose whose advice it waits for")
    reason = fields.Choice(
        "Why does it wait?",
        choices=[(each.value, each.label) for each in Reason],
        missing="Choose why it waits",
    )
    remark = fields.Area(
        "Say it in a sentence",
        hint="Whoever sees the case reads it: the single point of contact and the services too",
        rows=3,
        missing="Say in a sentence why the council waits",
    )
    until = fields.Day(
        "When do you decide again?",
        called="The day on which you decide again",
        hint="The hold stands on your list from that day until you end it or go on waiting",
        missing="Enter the day on which you decide again",
    )
    is_late_known = fields.Tick("The council waits longer than the law allows, and knows it", required=False)
    on = fields.Day(
        "When was it decided?",
        called="The day of the decision",
        past=True,
        missing="Enter the day of the decision",
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        """`services` are (id, name, how its advice stands)."""
        super().__init__(*args, **kwargs)
        stands = {key: hint for key, _, hint in services}
        self.offer("services", [(key, name) for key, name, _ in services], stands)

    def late_is_asked(self) -> bool:
        """Whether the day broke the limit, so that the tick has to be offered."""
        return "is_late_known" in self.errors or bool(self.data.get(self.add_prefix("is_late_known")))
