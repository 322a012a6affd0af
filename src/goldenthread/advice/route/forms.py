"""Whether the child is not known, or waits; and in which records was looked before that was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.rules.not_known import Answer

TEAM = "The team's own records"


class Route(forms.Form):
    """One of two, a note, and the day. Records that nobody has looked into yet are asked after."""

    answer = fields.Choice(
        "What does the service say?",
        choices=[(answer.value, answer.label) for answer in Answer],
        reveals={Answer.NOT_KNOWN.value: ["looked"]},
        missing="Choose whether the child is not known or on the waiting list",
    )
    looked = fields.Choices(
        "Where did the service look, and find nothing?",
        hint="That a child is not known can be said once each of these was looked into",
        missing="Tick each record in which the service looked",
        required=False,
    )
    remark = fields.Area(
        "Say more (optional)",
        hint="For example, since when the child waits",
        rows=3,
        required=False,
    )
    on = fields.Day(
        "When did the service say so?",
        called="The day the service said so",
        past=True,
        missing="Enter the day on which the service said so",
    )

    def __init__(self, *args: Any, records: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`records` are those into which nobody has looked yet, as (id, name)."""
        super().__init__(*args, **kwargs)
        self.offer("looked", [(id_ or "team", name or TEAM) for id_, name in records])
        if not records:
            del self.fields["looked"]
            self.fields["answer"].reveals = {}  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        """What the action is told."""
        looked = self.cleaned_data.get("looked", [])
        return {**self.cleaned_data, "looked": ["" if each == "team" else each for each in looked]}
