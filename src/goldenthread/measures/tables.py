"""Tables of numbers, built once from a count: a report's page, workbook and document show the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from goldenthread.design.words import LONDON, day
from goldenthread.measures.figures import percent

ALL = "All services"
DASH = "–"


@dataclass(frozen=True, slots=True)
class Share:
    """One count as a share of another; of nothing there is no share."""

    part: int
    whole: int

    def __str__(self) -> str:
        found = percent(self.part, self.whole)
        return DASH if found is None else f"{found}%"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, or the words in its place. Each report's own say which figure it is."""

    value: int | float | str | Share

    @property
    def text(self) -> str:
        """As people read it: 1,240, 2.5 or 78%."""
        return f"{self.value:,}" if isinstance(self.value, (int, float)) else str(self.value)


C = TypeVar("C", bound=Cell, covariant=True)


@dataclass(frozen=True, slots=True)
class Line(Generic[C]):
    """One row: what it is about, and its cells."""

    head: str
    cells: tuple[C, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[C]):
    """A table of numbers. `code` names it, `sheet` is its tab in the workbook, `empty` says why it has no rows."""

    code: str
    title: str
    sheet: str
    columns: tuple[str, ...]
    lines: tuple[Line[C], ...]
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Headline(Generic[C]):
    """One of the figures on top: the number, what it is, and its share where it is a share of another."""

    cell: C
    label: str
    share: Share | None = None


def counted_on(at: datetime) -> str:
    """Counted on 28 February 2022 at 14:05."""
    local = at.astimezone(LONDON)
    return f"Counted on {day(local.date())} at {local:%H:%M}"


def whole(number: float | None) -> int | float | str:
    """A number without its nought after the point, or a dash where there is none."""
    if number is None:
        return DASH
    return int(number) if number == int(number) else number
