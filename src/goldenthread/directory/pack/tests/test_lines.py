"""Every key of a pack is found on its own line, however the file is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import pytest

from goldenthread.directory.pack.lines import Lines
from goldenthread.directory.pack.values import Path

AREAS = sorted((File(__file__).parents[5] / "areas").glob("*.toml"))

WAYS_OF_WRITING = '''\
# a comment = "not a key"
title = "one"
dotted.inner = 1  # dotted.other = 2
"quoted key" = 'a # b'
long = """
second = "inside a text"
"""
after = 1

[table]
flag = true
list = [ 1,
  2, # a comment with ] and "
  { deep = 1, deeper = [
    "x", "y" ] },
]
inline = { a = 1, b.c = "}", d = [] }

[[row]]
name = "first"

[[row]]
name = "second"

[row.inside]
value = 1.5

[[row.below]]
value = 2026-09-01 10:00:00
[[row.below]]
value = 'literal \\'
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("dotted", "inner"), 3),
        (("quoted key",), 4),
        (("long",), 5),
        (("after",), 8),
        (("table",), 10),
        (("table", "flag"), 11),
        (("table", "list"), 12),
        (("table", "list", 0), 12),
        (("table", "list", 1), 13),
        (("table", "list", 2, "deep"), 14),
        (("table", "list", 2, "deeper", 1), 15),
        (("table", "inline", "b", "c"), 17),
        (("row",), 19),
        (("row", 0, "name"), 20),
        (("row", 1), 22),
        (("row", 1, "inside", "value"), 26),
        (("row", 1, "below", 0, "value"), 29),
        (("row", 1, "below", 1, "value"), 31),
        (("row", 1, "below", 1, "missing"), 30),
        (("nowhere",), 1),
    ],
)
def test_a_key_is_found_on_its_line(path: Path, line: int) -> None:
    assert Lines(WAYS_OF_WRITING).of(path) == line


def test_the_ways_of_writing_are_toml() -> None:
    assert tomllib.loads(WAYS_OF_WRITING)["row"][1]["below"][1]["value"] == "literal \\"


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for place, item in enumerate(value):
            yield from leaves(item, (*path, place))
    else:
        yield path


@pytest.mark.parametrize("file", AREAS, ids=lambda file: file.stem)
def test_every_key_of_a_shipped_pack_is_named_on_the_line_it_is_found_on(file: File) -> None:
    text = file.read_text(encoding="utf-8")
    lines, written = Lines(text), text.splitlines()
    for path in leaves(tomllib.loads(text)):
        assert f"{path[-1]} =" in written[lines.of(path) - 1], path
