"""Months, periods and figures as they stand in an address; one that is neither leads nowhere."""

from __future__ import annotations

from goldenthread.measures.figures import Figure
from goldenthread.measures.month import Month, month_from
from goldenthread.measures.period import Period, period_from
from goldenthread.measures.returns import Part
from goldenthread.rules.refusals import Refused


class MonthInAddress:
    """2022-02."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Month:
        """A month, or no such page."""
        try:
            return month_from(value)
        except Refused as refusal:
            raise ValueError(refusal.sentence) from refusal

    def to_url(self, value: Month) -> str:
        """Its code."""
        return value.code


class PeriodInAddress:
    """2022-01-01_2022-03-31."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> Period:
        """A period, or no such page."""
        try:
            return period_from(value)
        except Refused as refusal:
            raise ValueError(refusal.sentence) from refusal

    def to_url(self, value: Period) -> str:
        """Its code."""
        return value.code


class PartInAddress:
    """not-returned."""

    regex = "|".join(sorted((part.value for part in Part), key=len, reverse=True))

    def to_python(self, value: str) -> Part:
        """One of the figures of the audit."""
        return Part(value)

    def to_url(self, value: Part) -> str:
        """Its code."""
        return value.value


class FigureInAddress:
    """returned-late."""

    regex = "|".join(sorted((figure.value for figure in Figure), key=len, reverse=True))

    def to_python(self, value: str) -> Figure:
        """One of the figures."""
        return Figure(value)

    def to_url(self, value: Figure) -> str:
        """Its code."""
        return value.value
