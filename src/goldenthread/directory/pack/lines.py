"""On which line of a pack each key stands, so that a problem can be pointed at.

The standard library reads TOML without saying where. The text is valid TOML by the time it comes here, so
this only follows its headers, keys, arrays and inline tables, and leaves their values alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.directory.pack.values import Path

TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\r]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<mark>[\[\]{}=,.])
    | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = ("[", "{"), ("]", "}")


class Lines:
    """The line of every table and key of one pack, counted from 1."""

    def __init__(self, text: str) -> None:
        self._tokens = [(found.lastgroup or "", found.group()) for found in TOKEN.finditer(text)]
        self._place = 0
        self._line = 1
        self._counts: dict[Path, int] = {}
        self._known: dict[Path, int] = {}
        self._read()

    def of(self, path: Path) -> int:
        """The line of a key, or of the nearest table or list that holds it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._known:
                return self._known[path[:length]]
        return 1

    def _read(self) -> None:
        table: Path = ()
        while (token := self._peek()) is not None:
            if token == "\n":
                self._take()
            elif token == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        line = self._line
        self._take()
        is_list = self._peek() == "["
        if is_list:
            self._take()
        table = self._resolved(self._key("]"), is_list=is_list)
        for _ in range(2 if is_list else 1):
            self._take()
        self._known.setdefault(table, line)
        return table

    def _resolved(self, names: list[str], *, is_list: bool) -> Path:
        """The path of a header, each list of tables at the last of its tables."""
        path: Path = ()
        for place, name in enumerate(names):
            path = (*path, name)
            if is_list and place == len(names) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                self._known.setdefault(path, self._line)
                path = (*path, self._counts[path])
        return path

    def _pair(self, table: Path) -> None:
        line = self._line
        path = (*table, *self._key("="))
        for length in range(len(table) + 1, len(path) + 1):
            self._known.setdefault(path[:length], line)
        self._take()
        self._value(path)

    def _value(self, path: Path) -> None:
        self._known.setdefault(path, self._line)
        token = self._peek()
        if token == "[":
            self._list(path)
        elif token == "{":
            self._inline(path)
        else:
            while self._peek() not in (None, "\n", ",", *CLOSING):
                self._take()

    def _list(self, path: Path) -> None:
        self._take()
        for place in self._items("]"):
            self._value((*path, place))

    def _inline(self, path: Path) -> None:
        self._take()
        for _ in self._items("}"):
            self._pair(path)

    def _items(self, closing: str) -> Iterator[int]:
        """Stop at each item up to the closing mark, which is taken too."""
        place = 0
        while (token := self._peek()) != closing:
            if token in ("\n", ","):
                self._take()
            else:
                yield place
                place += 1
        self._take()

    def _key(self, ending: str) -> list[str]:
        names = []
        while (token := self._peek()) != ending:
            if token != ".":
                names.append(str(token).strip("\"'"))
            self._take()
        return names

    def _peek(self) -> str | None:
        while self._place < len(self._tokens) and self._tokens[self._place][0] == "blank":
            self._place += 1
        return self._tokens[self._place][1] if self._place < len(self._tokens) else None

    def _take(self) -> None:
        self._line += self._tokens[self._place][1].count("\n")
        self._place += 1
