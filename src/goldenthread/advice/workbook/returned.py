"""The rows of a list that came back, one by one: what each would do, and why one does nothing or asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from goldenthread.advice.workbook.columns import ANSWERS, HEADINGS, LOCKED, TO_FILL
from goldenthread.advice.workbook.filling import filled as said_in
from goldenthread.rules.facts import Fact
from goldenthread.rules.returned_rows import ASKED, Filled, Standing, Verdict, judge, standing
from goldenthread.rules.row_tokens import Named, row_named
from goldenthread.rules.words import listed, said

TOUCHED = (
    "A grey cell of this row was changed, so it is not certain which child it is about. Take the list out again and "
    "fill in the white cells only."
)
TWICE = "This request stands in rows {rows}, which say different things. Leave one of them."
STRUCK_OUT = "That this service was asked has been struck out since the list was taken out."
STRANGE = "It is no row of this service’s list."
HERE = "Take the list out again, or see to it on the case."
CHANGED = f"This was changed here since the list was taken out. Nothing is written over. {HERE}"
SHOWN = 200
"""So many rows are chosen from at a time; the rest come once these are taken in."""

Cells = Mapping[str, str]


class Kind(StrEnum):
    """What became of a row: the four verdicts, and a row that is none of this list."""

    NEW = Verdict.NEW.value
    NOTHING = Verdict.NOTHING.value
    CONFLICT = Verdict.CONFLICT.value
    REFUSED = Verdict.REFUSED.value
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Known:
    """A request that the reader may answer: its row, its case's facts, and what its page would call it."""

    advice: Any
    facts: Sequence[Fact]
    reference: str
    child: str
    causes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in three versions: when the list was taken out, in the file, and here now."""

    what: str
    before: str
    file: str
    here: str


@dataclass(frozen=True, slots=True)
class Returned:
    """One row. `known` is the request where it is one of this list's; `sentences` say what would happen, or why not."""

    number: int
    kind: Kind
    known: Known | None = None
    filled: Filled = Filled()
    wants: frozenset[str] = frozenset()
    sentences: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    def refused(self, sentence: str) -> Returned:
        """The same row, which the record refused."""
        return replace(self, kind=Kind.REFUSED, sentences=(sentence,))


def named(cells: Cells, keys: Sequence[bytes]) -> Named | None:
    """What the token of a row names."""
    return row_named(cells.get("token", ""), [cells.get(name, "") for name in LOCKED], keys)


def judged(
    rows: Sequence[tuple[int, Cells]], known: Mapping[UUID, Known], keys: Sequence[bytes], today: date
) -> list[Returned]:
    """Every row, in the order of the sheet."""
    tokens = {number: named(cells, keys) for number, cells in rows}
    genuine: dict[UUID, list[tuple[int, Cells]]] = defaultdict(list)
    for number, cells in rows:
        if (token := tokens[number]) and token.is_untouched:
            genuine[token.advice].append((number, cells))
    found = []
    for number, cells in rows:
        token = tokens[number]
        request = known.get(token.advice) if token else None
        if token is None or request is None:
            found.append(Returned(number, Kind.STRANGE, sentences=(STRANGE,)))
        elif not token.is_untouched:
            found.append(Returned(number, Kind.CONFLICT, request, sentences=(TOUCHED,)))
        else:
            found.append(_among(number, cells, token, request, genuine[token.advice], today))
    return found


def _among(
    number: int, cells: Cells, token: Named, request: Known, same: list[tuple[int, Cells]], today: date
) -> Returned:
    """One row, beside others of the same request: alike they are one, unlike they are a conflict."""
    if any(_filled_cells(other) != _filled_cells(cells) for _, other in same):
        rows = listed([str(other) for other, _ in same])
        return Returned(number, Kind.CONFLICT, request, sentences=(TWICE.format(rows=rows),))
    if number != same[0][0]:
        return Returned(number, Kind.NOTHING, request)
    return _one(number, cells, token, request, today)


def _filled_cells(cells: Cells) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in TO_FILL)


def _one(number: int, cells: Cells, token: Named, request: Known, today: date) -> Returned:
    id_ = request.advice.pk
    before = standing(request.facts, id_, token.sequence)
    now = standing(request.facts, id_)
    if before is None or now is None:
        return Returned(number, Kind.CONFLICT, request, sentences=(STRUCK_OUT,))
    filled, wrong = said_in(cells, request.causes)
    if wrong:
        return Returned(number, Kind.REFUSED, request, filled, sentences=tuple(wrong))
    told = judge(before, now, filled, today)
    if told.verdict is Verdict.CONFLICT:
        differences = tuple(_differences(before, now, filled, request.causes))
        return Returned(number, Kind.CONFLICT, request, filled, told.wants, (CHANGED,), differences)
    sentences = told.refusals or tuple(_would(filled, told.wants, request.causes))
    return Returned(number, Kind(told.verdict.value), request, filled, told.wants, sentences)


def _would(filled: Filled, wants: frozenset[str], causes: Mapping[str, str]) -> Iterable[str]:
    """What a row would leave on the record, in sentences."""
    if wants & {"cause", "expected_on"}:
        when = f", expected on {said(filled.expected_on)}" if filled.expected_on else ""
        yield f"Late because: {causes[filled.cause]}{when}."
    if "answer" in wants:
        yield f"{ANSWERS[filled.answer]}: the request stays open and goes the not-known route."
    if "advice_on" in wants and filled.advice_on:
        yield f"The advice was given on {said(filled.advice_on)}."
    if wants and filled.remark:
        yield f"Remark: {filled.remark}"


def _differences(
    before: Standing, now: Standing, filled: Filled, causes: Mapping[str, str]
) -> Iterable[Difference]:
    """What the file asks for and what was changed here, in three versions; a blank of the file is no version."""
    for name in ASKED:
        versions = [getattr(each, name) for each in (before, filled, now)]
        if versions[0] != versions[2] or versions[1] not in (versions[0], None, ""):
            yield Difference(HEADINGS[name], *(_shown(name, each, causes) for each in versions))
    for name, what in (
        ("received_on", "Request received"),
        ("due_on", "Due on"),
        ("ended_on", "No longer asked"),
    ):
        was, is_ = getattr(before, name), getattr(now, name)
        if was != is_:
            yield Difference(what, _shown(name, was, causes), "", _shown(name, is_, causes))


def _shown(name: str, value: Any, causes: Mapping[str, str]) -> str:
    if isinstance(value, date):
        return said(value)
    return {"cause": causes, "answer": ANSWERS}.get(name, {}).get(value, value or "")
