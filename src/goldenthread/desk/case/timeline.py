"""The case's timeline in sentences, the latest first, with what was written beside each and who recorded it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from goldenthread.cases.append import as_told
from goldenthread.design.page import Entry, Link
from goldenthread.design.words import day
from goldenthread.desk.case.queries import CaseFile
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.sentences import sentence

LONDON = ZoneInfo("Europe/London")
LATEST, FEW = 20, 5
"""Late advice is written about every week: after a year its case has a hundred and fifty entries."""


def timeline(file: CaseFile, today: date) -> tuple[Entry, ...]:
    """Every entry; one that was corrected since is struck through, and its correction stands above it."""
    by_id = {str(row.pk): row for row in file.rows}
    corrected = {row.corrects_id for row in file.rows}
    may_correct = file.may(Permission.CORRECT)
    return tuple(
        _entry(file, row, by_id.get(str(row.corrects_id)), row.pk in corrected, may_correct, today)
        for row in file.rows
    )


def at_once(number: int) -> int:
    """How many entries the page shows of so many; a few more than that are not worth opening."""
    return LATEST if number > LATEST + FEW else number


def earlier(entries: Sequence[Entry]) -> str:
    """What stands on the fold over the others."""
    since = f", since {day(entries[-1].on)}" if entries and entries[-1].on else ""
    return f"{len(entries)} earlier entries{since}"


def _entry(
    file: CaseFile, row: Any, target: Any, is_corrected: bool, may_correct: bool, today: date
) -> Entry:
    said = sentence(as_told(row), file.names, corrected=as_told(target) if target else None)
    can_be = may_correct and row.kind != Kind.FACT_CORRECTED
    return Entry(
        on=row.happened_on,
        sentence=said,
        note=_note(row, file.remarks.get(row.pk, ""), today),
        is_corrected=is_corrected,
        links=(Link("Correct", reverse("cases:correct", args=[row.pk]), f"this entry: {said}"),)
        if can_be
        else (),
    )


def _note(row: Any, remark: str, today: date) -> str:
    """The remark, and who recorded it: on which day, where that was another."""
    recorded_on = row.recorded_at.astimezone(LONDON).date()
    later = f" on {day(recorded_on)}" if row.happened_on != recorded_on <= today else ""
    return f"{f'“{remark}” ' if remark else ''}Recorded by {row.by.name}{later}."
