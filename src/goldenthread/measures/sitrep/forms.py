"""Which area's month is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.measures.month import Month


class Choose(forms.Form):
    """A month and, for whoever reports for several, an area."""

    area = fields.Select("Area", required=False)
    month = fields.Select("Month", nothing="The latest that is over", required=False)

    def __init__(self, *, areas: Sequence[tuple[str, str]], months: Iterable[Month], **options: Any) -> None:
        super().__init__(**options)
        choices = self.fields["month"], self.fields["area"]
        choices[0].choices = [(month.code, month.name) for month in months]  # type: ignore[attr-defined]
        choices[1].choices = areas[1:]  # type: ignore[attr-defined]
        choices[1].nothing = areas[0][1]  # type: ignore[attr-defined]
        if len(areas) < 2:
            del self.fields["area"]
