"""Long lists in pages that keep their filters: how far, in which order, and the addresses of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from goldenthread.design.words import counted, number

Query = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column's heading. `sort` is the word in the address that sorts by it; "" where none does."""

    text: str
    sort: str = ""
    is_numeric: bool = False
    href: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where this page of a list stands, and the ways to the others."""

    at: int
    size: int
    total: int
    query: Query
    thing: str = "request"
    things: str | None = None

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def number(self) -> int:
        """The page asked for, or the nearest there is."""
        return min(max(1, self.at), self.last)

    @property
    def offset(self) -> int:
        """How many come before this page's first."""
        return (self.number - 1) * self.size

    @property
    def summary(self) -> str:
        """How many are shown of how many, or how many there are when one page holds them."""
        if self.last == 1:
            return counted(self.total, self.thing, self.things)
        end = min(self.offset + self.size, self.total)
        return f"Showing {number(self.offset + 1)} to {number(end)} of {counted(self.total, self.thing, self.things)}"

    def href(self, page: int) -> str:
        """The address of another page of the same list."""
        return address(self.query, page=str(page))

    def numbers(self) -> list[int | None]:
        """The pages to offer: the first, the last and those about this one; None is a gap."""
        shown = sorted({1, self.last, *range(max(1, self.number - 1), min(self.last, self.number + 1) + 1)})
        offered: list[int | None] = []
        for one in shown:
            if offered and offered[-1] is not None and one - offered[-1] > 1:
                offered.append(None)
            offered.append(one)
        return offered


def page_asked(query: Query) -> int:
    """The page number in an address; 1 for nonsense."""
    asked = query.get("page", "1")
    return int(asked) if isinstance(asked, str) and asked.isascii() and asked.isdigit() else 1


def sorted_columns(columns: Sequence[Column], query: Query, default: str) -> tuple[Column, ...]:
    """The columns with their links: a first press sorts upwards, a second downwards.

    The order stands in the address as `sort=due` or `sort=-due`.
    """
    now = str(query.get("sort") or default)
    return tuple(linked(column, query, now) if column.sort else column for column in columns)


def linked(column: Column, query: Query, now: str) -> Column:
    """One column with the way it is sorted now and the address that turns it."""
    direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(now, "")
    turned = f"-{column.sort}" if direction == "ascending" else column.sort
    return Column(
        column.text, column.sort, column.is_numeric, address(query, sort=turned, page=""), direction
    )


def address(query: Query, **changes: str) -> str:
    """The same list's address with some answers changed; empty answers are left out."""
    kept = {name: value for name, value in {**dict(query), **changes}.items() if value not in ("", None, [])}
    return "?" + urlencode(kept, doseq=True)
