"""A report's tables as its page shows them: each number leads to what is behind it, for whoever may open that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from goldenthread.design.listing import Column
from goldenthread.design.page import Link
from goldenthread.measures.tables import C, Headline, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its heading, and a number or the way behind it for each column."""

    head: Link | str
    cells: tuple[Link | str, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as the page shows it; `code` is its place on the page."""

    code: str
    title: str
    note: str
    empty: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def shown(table: Table[C], behind: Callable[[C], str]) -> Shown:
    """The table with its ways. `behind` gives the address of what a cell counts; empty where it leads nowhere."""
    columns = (Column(table.columns[0]), *(Column(text, is_numeric=True) for text in table.columns[1:]))
    lines = tuple(
        Line(
            line.head,
            tuple(
                _led(cell.text, behind(cell), f"{line.head}, {column}")
                for cell, column in zip(line.cells, table.columns[1:], strict=True)
            ),
            line.is_total,
        )
        for line in table.lines
    )
    return Shown(table.code, table.title, table.note, table.empty, columns, lines)


def headline(each: Headline[C], behind: Callable[[C], str]) -> tuple[int, str, str]:
    """A figure on top: its number, what it is with its share, and where it leads."""
    has_share = each.share is not None and each.share.whole
    label = f"{each.label} ({each.share})" if has_share else each.label
    return int(str(each.cell.value)), label, behind(each.cell)


def narrowed(address: str, codes: Mapping[str, str]) -> str:
    """An address with those codes that are not empty."""
    asked = urlencode({name: code for name, code in codes.items() if code})
    return f"{address}?{asked}" if asked else address


def nowhere(_: object) -> str:
    """For whoever may not open what is behind the numbers."""
    return ""


def _led(text: str, href: str, about: str) -> Link | str:
    return Link(text, href, about) if href else text
