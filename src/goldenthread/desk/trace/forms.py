"""Which case's audit is read, and how it is narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.design import fields, forms
from goldenthread.design.words import short_day
from goldenthread.desk.trace.queries import Wanted
from goldenthread.rules.traces import What


class Find(forms.Form):
    """A case by its reference."""

    reference = fields.Text("Case reference", missing="Enter the reference of the case", width=20)


class Narrow(forms.Form):
    """By who, by what they did, and by day."""

    by = fields.Select("Who", nothing="Everybody", required=False)
    what = fields.Select("What", nothing="Everything", required=False)
    day = fields.Select("Day", nothing="Any day", required=False)

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], days: Sequence[date], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offer("by", people)
        self.offer("what", [(each.value, each.label) for each in What])
        self.offer("day", [(day.isoformat(), short_day(day)) for day in days])

    @property
    def wanted(self) -> Wanted:
        """What was chosen; what is not offered narrows nothing."""
        chosen = self.cleaned_data if self.is_bound and (self.is_valid() or self.errors) else {}
        by, day = chosen.get("by"), chosen.get("day")
        return Wanted(
            chosen.get("what") or "", UUID(by) if by else None, date.fromisoformat(day) if day else None
        )
