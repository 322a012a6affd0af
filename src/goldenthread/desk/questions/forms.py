"""How the list of questions is narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms

WHOSE = (("mine", "For us to answer"), ("asked", "Asked by me"))
STATES = (("answered", "Answered"), ("all", "Open and answered"))
SORTED_BY = (
    ("-due", "Due, latest first"),
    ("asked", "Asked, earliest first"),
    ("-asked", "Asked, latest first"),
    ("child", "Child, by surname"),
    ("-answered", "Answered, latest first"),
)


class Narrow(forms.Form):
    """Lists to choose from. One area, or one service, is not asked about."""

    whose = fields.Select("Whose", nothing="Everybody’s", choices=WHOSE, required=False)
    state = fields.Select("State", nothing="Open", choices=STATES, required=False)
    service = fields.Select("Service", nothing="Every service", required=False)
    area = fields.Select("Area", nothing="Every area", required=False)
    sort = fields.Select("Sort by", nothing="Due, earliest first", choices=SORTED_BY, required=False)

    def __init__(
        self, *, areas: Sequence[tuple[object, str]], services: Sequence[tuple[object, str]], **options: Any
    ) -> None:
        super().__init__(**options)
        for name, choices in (("area", areas), ("service", services)):
            self.offer(name, [(str(value), text) for value, text in choices])
            if len(choices) < 2:
                del self.fields[name]
