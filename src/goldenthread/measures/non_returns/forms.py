"""Which area's audit is shown, and of which days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.measures.period import Period, between, check_begun, latest_quarter, period_from


class Choose(forms.Form):
    """A quarter or a month; or own dates, which go first where they are given; and an area for who has several."""

    area = fields.Select("Area", required=False)
    period = fields.Select("Quarter or month", nothing="Latest full quarter", required=False)
    first = fields.Day(
        "Or your own days, from", called="The first day", missing="Enter the first day", required=False
    )
    last = fields.Day("Until", called="The last day", missing="Enter the last day", required=False)

    def __init__(
        self,
        *args: Any,
        areas: Sequence[tuple[str, str]],
        periods: Sequence[Period],
        shown: Period,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.offer("period", [(each.code, each.name) for each in periods])
        own = {"first": shown.first, "last": shown.last}
        self.initial.update({"period": shown.code} if shown in periods else own)
        self.offer("area", areas[1:])
        self.fields["area"].nothing = areas[0][1]  # type: ignore[attr-defined]
        if len(areas) < 2:
            del self.fields["area"]

    def clean(self) -> None:
        """Own dates are two."""
        if self.cleaned_data.get("first") or self.cleaned_data.get("last"):
            self.need("first")
            self.need("last")

    def chosen(self, today: date) -> Period:
        """The dates that were typed, or what was chosen. Raises Refused where there is nothing to count in them."""
        given = self.cleaned_data
        if given.get("first") and given.get("last"):
            period = between(given["first"], given["last"])
            check_begun(period, today)
            return period
        return period_from(given["period"]) if given.get("period") else latest_quarter(today)
