"""A whole sheet of questions, answered beside them: a council can check its own spreadsheet.

Each row is answered from the texts of its three cells and remembered, so that the work grows with the
different questions, not with the rows. A row that cannot be answered says why and stops no other.
"""

from __future__ import annotations

import csv
import gc
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from goldenthread.command.areas import area_file
from goldenthread.command.deadline.dates import read_date, read_facts
from goldenthread.command.deadline.practice import practised
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import Counting, Force, Limit, in_force
from goldenthread.rules.regime.reckoning import NO_FACTS, reckon

ANSWERS = ("due_on", "act_by", "citation", "error")
LADDER_ALONE = "The ladder has many steps and no one date. Ask for it alone: deadline ladder --on DATE."
NO_LIMIT = (
    "The row names no limit. Write one in its column, advice for example; deadline --list names them all."
)

Answer = tuple[str, str, str, str]


class Columns(NamedTuple):
    """Where the question stands in a row, and where its answer goes."""

    limit: int
    on: int
    facts: int | None
    width: int
    answers: tuple[int, ...]

    def question(self) -> Callable[[list[str]], tuple[str, ...]]:
        """Takes the texts of the question out of a row."""
        places = (self.limit, self.on) if self.facts is None else (self.limit, self.on, self.facts)
        return itemgetter(*places)


class Remembered(dict[tuple[str, ...], Answer]):
    """Every answer given so far, by the texts of its question; what is missing is answered once."""

    def __init__(self, answer: Callable[..., Answer]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, question: tuple[str, ...]) -> Answer:
        """Answer a question that was not asked before."""
        found = self[question] = self._answer(*question)
        return found


def answer_sheet(path: str, *, area: str | None) -> int:
    """Read the sheet, write it back with its answers on standard output."""
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader(io.StringIO(_text(path), newline=""))
    header = next(rows, None)
    if header is None:
        raise Refused("The sheet is empty. Its first row must name the columns limit, on and facts.")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if area is not None:
        area_file(area)
    columns = _columns(header)
    gc.disable()  # a million small rows and nothing that could be freed before the end
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*header, *(name for name in ANSWERS if name not in _names(header))])
    try:
        writer.writerows(answered(rows, columns, answerer(area)))
    finally:
        gc.enable()
    return 0


def answered(
    rows: Iterable[list[str]], columns: Columns, answer: Callable[..., Answer]
) -> Iterator[list[str]]:
    """Each row with its answer. Blank rows stay blank; cells beyond the header stay at the end."""
    width, places = columns.width, columns.answers
    appended = places == tuple(range(width, width + len(ANSWERS)))
    question = columns.question()
    remembered = Remembered(answer)
    for row in rows:
        if len(row) != width:
            if not any(row):
                yield row
                continue
            beyond = row[width:]
            row = [*row[:width], *[""] * (width - len(row))]
            _place(row, places, remembered[question(row)])
            yield row + beyond if any(beyond) else row
        elif appended:
            row += remembered[question(row)]
            yield row
        else:
            _place(row, places, remembered[question(row)])
            yield row


def _place(row: list[str], places: tuple[int, ...], found: Answer) -> None:
    """Put an answer where the sheet already has columns of these names."""
    row.extend([""] * (max(places) + 1 - len(row)))
    for place, cell in zip(places, found, strict=True):
        row[place] = cell


def answerer(area: str | None) -> Callable[..., Answer]:
    """A function that answers one row's texts, with the practice of one area."""
    as_used: dict[str, Limit] = {}

    def used(limit: Limit) -> Limit:
        if limit.force is Force.LAW:
            return limit
        if limit.code not in as_used:
            as_used[limit.code] = practised(limit, area)[0]
        return as_used[limit.code]

    def answer(name: str, on_text: str, facts_text: str = "") -> Answer:
        try:
            if not name.strip():
                raise Refused(NO_LIMIT)
            on = read_date(on_text)
            limit = in_force(name.strip().lower(), on)
            if limit.counting is Counting.LADDER:
                raise Refused(LADDER_ALONE)
            facts = (
                read_facts([pair for pair in facts_text.split(";") if pair.strip()])
                if facts_text
                else NO_FACTS
            )
            reckoned = reckon(used(limit), on, facts)
        except Refused as refusal:
            return "", "", "", refusal.sentence
        act_by = reckoned.act_by.isoformat() if reckoned.act_by else ""
        return reckoned.due_on.isoformat(), act_by, limit.citation, ""

    return answer


def _columns(header: list[str]) -> Columns:
    names = _names(header)
    for needed in ("limit", "on"):
        if needed not in names:
            raise Refused(
                f"The sheet has no column called “{needed}”. Its first row must name the columns limit, on and, where "
                "further dates are needed, facts."
            )
    width = len(header)
    new = [name for name in ANSWERS if name not in names]
    places = tuple(names.index(name) if name in names else width + new.index(name) for name in ANSWERS)
    facts = names.index("facts") if "facts" in names else None
    return Columns(names.index("limit"), names.index("on"), facts, width, places)


def _names(header: list[str]) -> list[str]:
    return [name.strip().lower() for name in header]


def _text(path: str) -> str:
    """The sheet's text: UTF-8 with or without its mark, or the Windows encoding that Excel writes."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as problem:
        raise Refused(f"{path} cannot be read ({problem.strerror}). Check the name of the file.") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
