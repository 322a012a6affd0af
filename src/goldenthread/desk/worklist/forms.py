"""How a worklist is narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms

Choices = Sequence[tuple[object, str]]
SORTED_BY = (
    ("due", "Due, earliest first"),
    ("-due", "Due, latest first"),
    ("child", "Child, by surname"),
    ("service", "Service"),
    ("received", "Received, earliest first"),
    ("-received", "Received, latest first"),
    ("step", "Step reached, longest ago first"),
)


class Narrow(forms.Form):
    """One box to search, and lists to choose from. A single area is not asked about."""

    search = fields.Search("Name, reference or NHS number")
    service = fields.Select("Service", nothing="Every service", required=False)
    step = fields.Select("Step reached", nothing="Any step", required=False)
    school = fields.Select("School", nothing="Every school", required=False)
    area = fields.Select("Area", nothing="Every area", required=False)
    sort = fields.Select("Sort by", nothing="Due, earliest first", required=False)
    due = fields.Hidden(required=False)

    def __init__(
        self, *, areas: Choices, services: Choices, schools: Choices, steps: Choices, **options: Any
    ) -> None:
        super().__init__(**options)
        offered = {
            "area": areas,
            "service": services,
            "school": schools,
            "step": steps,
            "sort": SORTED_BY[1:],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [(str(value), text) for value, text in choices]  # type: ignore[attr-defined]
        for name, least in (("area", 2), ("service", 2), ("school", 1), ("step", 1)):
            if len(offered[name]) < least:
                del self.fields[name]
