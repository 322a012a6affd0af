"""How a reading crosses from the limited child: lines of JSON, which unlike a pickle can do nothing but be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from goldenthread.tracker.reading.outcome import (
    Disagreement,
    Duplicate,
    Ignored,
    Note,
    Outcome,
    Question,
    Rejected,
    Row,
)

BATCH = 1_000
KINDS: tuple[type[Any], ...] = (Row, Rejected, Question, Duplicate, Ignored, Disagreement, Note)
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_DATES = frozenset(name for name in Row._fields if name.endswith("_on"))


def lines(outcomes: Iterable[Outcome]) -> Iterator[bytes]:
    """The outcomes as lines, a thousand to each."""
    rest = iter(outcomes)
    while batch := [(_NUMBER[type(one)], one) for one in islice(rest, BATCH)]:
        yield line(batch)


def line(answer: object) -> bytes:
    """One line of the answer."""
    return json.dumps(answer, default=date.isoformat, separators=(",", ":")).encode() + b"\n"


class Decoder:
    """Turns lines back into outcomes; what is the same in many rows is kept once."""

    def __init__(self) -> None:
        self._days: dict[str | None, date | None] = {None: None}
        self._words: dict[Any, Any] = {}

    def outcomes(self, batch: list[tuple[int, list[Any]]]) -> Iterator[Outcome]:
        """The outcomes of one line; raises ValueError, TypeError or LookupError where it is not one."""
        for number, fields in batch:
            yield self._row(fields) if number == 0 else KINDS[number](*fields)

    def _row(self, fields: list[Any]) -> Row:
        """Dates are dates again; texts that repeat, as services and surnames do, are shared."""
        keep = self._words.setdefault
        return Row._make(
            self._day(value) if name in _DATES else keep(value, value) if name in _REPEATING else value
            for name, value in zip(Row._fields, fields, strict=True)
        )

    def _day(self, text: str | None) -> date | None:
        if text not in self._days:
            self._days[text] = date.fromisoformat(str(text))
        return self._days[text]


_REPEATING = frozenset({"forename", "surname", "service", "involvement", "school", "gp"})
