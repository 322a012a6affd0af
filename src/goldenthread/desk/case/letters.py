"""The letters of a case: where each stands, and those that wait for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.words import counted, short_day
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.next_deed import FRONT_DOOR, SENDS
from goldenthread.desk.words import when
from goldenthread.rules.access import Permission
from goldenthread.rules.sending import (
    FOR_A_PERSON,
    FOR_SENDERS,
    NO_NEWS,
    SEE_TO_WITHIN,
    TO_TRY_AGAIN,
    State,
)

WAITS = {
    **SENDS,
    State.TO_POST: "Print and post the letter",
    State.HELD: "See to the recipient of a letter",
    State.FAILED: "See to a letter that was refused",
    State.RETURNED: "See to a letter that came back",
    State.ACCEPTED: "Ask whether a letter arrived",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One letter in the case's list; without a way to it for whom letters are not."""

    title: str
    to: str
    written: str
    state: str
    href: str
    colour: str


def lines(file: CaseFile) -> tuple[Line, ...]:
    """Every letter, the latest first."""
    may = file.may_anything(Permission.WRITE_LETTERS)
    return tuple(
        Line(
            title(file, row),
            f"{row.to_name} (copy)" if row.is_copy else row.to_name,
            short_day(row.written_on),
            NO_NEWS[0] if row.is_silent else State(row.state).label,
            reverse("desk:letter", args=[row.pk]) if may else "",
            "yellow" if row.is_silent else "red" if row.state in TO_TRY_AGAIN else "white",
        )
        for row in file.letters
    )


def summary(file: CaseFile) -> str:
    """How many letters there are, and how many have left."""
    sent = sum(row.state == State.ACCEPTED for row in file.letters)
    return f"{counted(len(file.letters), 'letter')}, {sent} sent"


def title(file: CaseFile, row: Any) -> str:
    """What the letter is, and about which service."""
    about = file.names.get(str(row.about), "")
    name = file.names.get(row.step, row.subject)
    return f"{name} ({about})" if row.step and about else name


def to_do(file: CaseFile, today: date) -> Iterator[tuple[str, str, str, str, str]]:
    """Who has to do something for a letter to leave; a letter speaks for its copies."""
    may = file.may_anything(Permission.WRITE_LETTERS)
    seen = set()
    for row in sorted(file.letters, key=lambda each: (each.written_on, each.is_copy)):
        state = State(row.state)
        key = (row.about, row.step, state) if state in FOR_SENDERS else row.pk
        if not (state in FOR_A_PERSON or row.is_silent) or key in seen:
            continue
        seen.add(key)
        yield _waits(file, row, state, today, may)


def is_unsent(file: CaseFile, advice: object, step: str) -> bool:
    """Whether the letter of this step waits for its sender, who then acts before anybody answers it."""
    return bool(step) and any(
        row.about == advice and row.step == step and State(row.state) in FOR_SENDERS for row in file.letters
    )


def _waits(file: CaseFile, row: Any, state: State, today: date, may: bool) -> tuple[str, str, str, str, str]:
    who = (
        str(row.values.get("sender", ""))
        if state in (*FOR_SENDERS, State.TO_POST)
        else file.practice.people([FRONT_DOOR])
    )
    what = f"{WAITS[state]}: {file.names.get(row.step, row.subject)}"
    about = file.names.get(str(row.about), "")
    by = when(SEE_TO_WITHIN.after(row.sent_on or row.written_on), today)
    return who, what, by, about, reverse("desk:letter", args=[row.pk]) if may else ""
