"""Bars drawn to scale. A template turns them into SVG by attributes alone, which a strict policy allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.design.listing import Column

Figure = tuple[str, int] | tuple[str, int, str]
WIDTH, ROOM, PITCH = 320, 270, 44


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label and value, how long it is, how far down it starts, and what lies behind it."""

    label: str
    value: int
    length: float
    top: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of horizontal bars, in units of a telephone's width."""

    title: str
    about: str
    bars: tuple[Bar, ...]
    columns: tuple[Column, Column]
    width: int = WIDTH
    room: int = ROOM

    @property
    def height(self) -> int:
        """Room for every bar."""
        return max(PITCH * len(self.bars), 1)


def bars(title: str, columns: tuple[str, str], figures: Iterable[Figure], about: str = "") -> Chart:
    """A chart of labelled numbers, zero or more, each optionally with the address behind it.

    `columns` head the table beside it: what the labels are, and what is counted.
    """
    known = [(figure[0], figure[1], figure[2] if len(figure) > 2 else "") for figure in figures]
    most = max((value for _, value, _ in known), default=0) or 1
    drawn = (
        Bar(label, value, round(ROOM * value / most, 1), PITCH * at, href)
        for at, (label, value, href) in enumerate(known)
    )
    heads = (Column(columns[0]), Column(columns[1], is_numeric=True))
    return Chart(
        title, about or f"The same numbers stand in the table called “{title}”.", tuple(drawn), heads
    )
