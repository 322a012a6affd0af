"""From the text of an area pack to its contents, and what is wrong with it line by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path as File
from typing import Any

from goldenthread.directory.pack.lines import Lines
from goldenthread.directory.pack.meaning import meaning_problems
from goldenthread.directory.pack.shapes import Pack
from goldenthread.directory.pack.values import Path, table_problems, table_read
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted

AT_LINE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: its line from 1, what stands there ("service[2].contact.email"), and why."""

    line: int
    path: str
    sentence: str


def check(text: str) -> list[Problem]:
    """Everything wrong with a pack, from its first line to its last; empty when it can be loaded."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [_not_toml(str(error), text)]
    lines = Lines(text)
    found = chain(table_problems(Pack, data, ()), meaning_problems(data))
    return sorted({Problem(lines.of(path), _written(path), sentence) for path, sentence in found})


def read(source: File | str) -> Pack:
    """The pack in a file, or in its text; Refused names its first problem."""
    text = source.read_text(encoding="utf-8") if isinstance(source, File) else source
    problems = check(text)
    if problems:
        first = problems[0]
        raise Refused(
            f"This area pack has {counted(len(problems), 'problem')}. On line {first.line}: {first.sentence}"
        )
    return pack_from(tomllib.loads(text))


def pack_from(data: Mapping[str, Any]) -> Pack:
    """The pack in data that was checked before: of the file, or kept from it as JSON."""
    pack: Pack = table_read(Pack, data)
    return replace(pack, data=_as_json(data))


def _not_toml(message: str, text: str) -> Problem:
    found = AT_LINE.search(message)
    line = int(found[1]) if found and found[1] else max(1, len(text.splitlines()))
    return Problem(line, "", f"The file cannot be read from here on: {AT_LINE.sub('', message)}.")


def _written(path: Path) -> str:
    """A path as people write it: service[2].contact.email, counted from 1."""
    said = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return said.strip(".")


def _as_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
