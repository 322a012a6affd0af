"""Two wordings side by side: the words that are gone, and those that are new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether the other side lacks them."""

    text: str
    is_changed: bool


Pieces = tuple[Piece, ...]


class Change(StrEnum):
    """What became of a letter."""

    NEW = "New"
    GONE = "Left out"
    CHANGED = "Changed"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter as it was and as it is."""

    name: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class Compared:
    """One letter that is not the same in both versions, with the parts that are not."""

    title: str
    change: Change
    parts: tuple[Part, ...]


def compared(before: Row, after: Row) -> list[Compared]:
    """The letters of two packs that are new, gone or changed, by title. What stayed the same is not among them."""
    old, new = (_by_code(pack) for pack in (before, after))
    found = [
        Compared(_title(old.get(code), new.get(code)), _change(code, old, new), parts)
        for code in {**old, **new}
        if (parts := tuple(_parts(old.get(code), new.get(code))))
    ]
    return sorted(found, key=lambda each: each.title)


def words(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, word by word."""
    old, new = (re.findall(r"\s+|\S+", text) for text in (before, after))
    left: list[Piece] = []
    right: list[Piece] = []
    for what, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_changed = what != "equal"
        left.append(Piece("".join(old[start:end]), is_changed))
        right.append(Piece("".join(new[first:last]), is_changed))
    return tuple(each for each in left if each.text), tuple(each for each in right if each.text)


def _by_code(pack: Row) -> dict[str, Row]:
    return {row["code"]: row for row in pack.get("template", [])}


def _title(old: Row | None, new: Row | None) -> str:
    return str((new or old or {})["title"])


def _change(code: str, old: Mapping[str, Row], new: Mapping[str, Row]) -> Change:
    return Change.CHANGED if code in old and code in new else Change.NEW if code in new else Change.GONE


def _parts(old: Row | None, new: Row | None) -> Iterator[Part]:
    for name, key in (("Title", "title"), ("Subject", "subject"), ("Words", "body"), ("Signed", "signed")):
        before, after = _said(old, key), _said(new, key)
        if before != after:
            yield Part(name, *words(before, after))


def _said(row: Row | None, key: str) -> str:
    if row is None:
        return ""
    if key == "signed":
        return "yes" if row.get(key) else "no"
    return str(row.get(key, "")).strip()
