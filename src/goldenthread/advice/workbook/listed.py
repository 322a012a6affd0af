"""One line of a service's list, as it is taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.advice.workbook.columns import ANSWERS, LOCKED
from goldenthread.rules.returned_rows import Standing
from goldenthread.rules.row_tokens import row_token
from goldenthread.rules.words import counted

Cell = str | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A request that a service has still to answer: its cells by column, blank ones left out."""

    advice: UUID
    due_on: date
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Listed:
    """A service's open requests, the earliest due first, with the reasons that may be chosen."""

    service: str
    area: str
    on: date
    lines: tuple[Line, ...]
    causes: tuple[str, ...]


def line(
    advice: UUID,
    sequence: int,
    locked: Mapping[str, Cell],
    standing: Standing,
    causes: Mapping[str, str],
    key: bytes,
) -> Line:
    """The cells of a row: what is locked, what has been said so far, and the token over both."""
    texts = [as_text(locked.get(name)) for name in LOCKED]
    said: dict[str, Cell] = {
        "cause": causes.get(standing.cause, ""),
        "expected_on": standing.expected_on,
        "answer": ANSWERS.get(standing.answer, ""),
    }
    token = row_token(advice, sequence, texts, key)
    return Line(advice, standing.due_on, {**locked, **said, "token": token})


def as_text(cell: Cell) -> str:
    """A cell as the token takes it, and as a reader of the workbook gives it back."""
    return cell.isoformat() if isinstance(cell, date) else cell or ""


def how_it_stands(standing: Standing, today: date) -> str:
    """Late or in time, and whether the child is not known, in a few words."""
    left = (standing.due_on - today).days
    late = (
        f"{counted(-left, 'day')} late"
        if left < 0
        else f"{counted(left, 'day')} left"
        if left
        else "Due today"
    )
    return f"{late}; {ANSWERS[standing.answer].lower()}" if standing.answer else late
