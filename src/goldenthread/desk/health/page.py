"""The health page: each thing that could go wrong in silence, with what to do if it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.design.page import Page, Task
from goldenthread.design.words import counted, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Health(Page):
    """All checks, and whether one of them needs somebody."""

    is_well: bool
    summary: str
    checks: tuple[Task, ...]


def health(
    *, alarm: str | None, marked: int, last_raised_on: date | None, overlooked: int, restored: str = ""
) -> Health:
    """`overlooked`: requests for advice whose step or reminder was due before today and was not raised.

    `restored`: what is to be done after a restore that nobody has compared.
    """
    checks = (
        _check("Bank holidays", alarm, "The calendar of bank holidays reaches past the end of next year."),
        _check("The daily tick", _late(overlooked), _last(last_raised_on)),
        _check("Clocks", None, _marked(marked)),
        _check("Restores", restored, "No restore waits to be compared."),
    )
    wrong = [check for check in checks if check.colour]
    summary = f"{counted(len(wrong), 'thing')} to look at." if wrong else "Everything is well."
    return Health(title="Is everything well?", is_well=not wrong, summary=summary, checks=checks)


def _check(text: str, problem: str | None, fine: str) -> Task:
    return (
        Task(text, "Look at this", hint=problem, colour="red") if problem else Task(text, "Well", hint=fine)
    )


def _late(overlooked: int) -> str:
    """Steps wait that a tick should have raised: the tick has stopped."""
    if not overlooked:
        return ""
    return (
        f"{counted(overlooked, 'request')} for advice had a step or a reminder due before today that was not raised. "
        "Run: goldenthread tick. Then see to it that it runs every day."
    )


def _last(last_raised_on: date | None) -> str:
    if last_raised_on is None:
        return "No step and no reminder has been due yet."
    return f"Nothing is overlooked. A step or a reminder was last raised on {day(last_raised_on)}."


def _marked(marked: int) -> str:
    if not marked:
        return "Every clock is reckoned."
    changed = counted(marked, "case")
    return f"{changed} changed since the clocks were last reckoned; whoever looks next sees them reckoned afresh."
