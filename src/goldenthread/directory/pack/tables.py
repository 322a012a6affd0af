"""The tables of a pack as they were read, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goldenthread.directory.pack.values import Path

Row = Mapping[str, Any]


def rows(data: Row, name: str) -> Iterator[tuple[Path, Row]]:
    """The rows of a list of tables, with their paths; what is not a row is told elsewhere."""
    head, _, tail = name.partition(".")
    value = data.get(head)
    if tail and isinstance(value, Mapping):
        yield from (((head, *path), row) for path, row in rows(value, tail))
    elif tail:
        for path, row in rows(data, head):
            yield from (((*path, *inner), below) for inner, below in rows(row, tail))
    elif isinstance(value, list):
        yield from (((head, place), row) for place, row in enumerate(value) if isinstance(row, Mapping))


def words(row: Row, key: str) -> list[tuple[Path, str]]:
    """The texts under a key, one or a list of them, each with its path from the row."""
    value = row.get(key)
    if isinstance(value, str):
        return [((key,), value)]
    items = enumerate(value) if isinstance(value, list) else ()
    return [((key, place), item) for place, item in items if isinstance(item, str)]
