"""A report as its files show it: what stands on top, its tables, and what each of its figures counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from goldenthread.measures.tables import Cell, Headline, Table, counted_on


@dataclass(frozen=True, slots=True)
class Bars:
    """A table of months with a picture of its first two numbers: the whole, and its part."""

    table: Table[Cell]
    lengths: tuple[tuple[int, int], ...]
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a workbook and a document of it say. `intro` says who reads it, where it is for somebody."""

    title: str
    area_name: str
    front_door: str
    period: str
    span: str
    counted_at: datetime
    standing: str
    headlines: tuple[Headline[Cell], ...]
    tables: tuple[Table[Cell], ...]
    meanings: tuple[tuple[str, str], ...]
    intro: str = ""
    bars: Bars | None = None

    @property
    def counted(self) -> str:
        """When it was counted."""
        return counted_on(self.counted_at)
