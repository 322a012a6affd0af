"""What the page says on which the check sheet is filled in: what is missing, and where each record is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.page import Link
from goldenthread.design.words import counted, day
from goldenthread.intake.queries import Standing
from goldenthread.intake.sheet import Line
from goldenthread.rules.involvement import LOOK_WITHIN


@dataclass(frozen=True, slots=True)
class Part:
    """One service of the sheet: its records, how they are looked into, what is asked of each, and of its team."""

    key: str
    label: str
    name: str
    is_named: bool
    standing: str
    records: tuple[str, ...]
    fields: tuple[str, ...]
    asked: str
    ask: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Deed):
    """The sheet, of every service or of one, and what is missing of it."""

    parts: tuple[Part, ...]
    missing: str
    whole: Link | None


def check(standing: Standing, lines: Sequence[Line], *, is_one: bool) -> Check:
    """Ask what the records say, of all services or of one."""
    whole = Link("Show the whole check sheet", reverse("intake:check", args=[standing.request.pk]))
    return Check(
        **on_case(standing.case_id, standing.child, standing.reference),
        title=f"Look {lines[0].label} up" if is_one else "Fill in the check sheet",
        button="Record what the records say",
        intro=f"You are recording whether {standing.child} is known to each service. Answer what you looked up, and "
        "leave the rest. Known means open, referred and not seen yet, or closed within the 12 months before the "
        "request. Not known is said once every record of a service was looked into.",
        parts=tuple(part(standing, line) for line in lines),
        missing=_missing(lines),
        whole=whole if is_one else None,
    )


def part(standing: Standing, line: Line) -> Part:
    """One service with its records."""
    ask = reverse("triage:request_records", args=[standing.request.pk])
    has_team = any(look.is_by_team for look in line.missing)
    return Part(
        key=line.service_id,
        label=line.label,
        name=line.name,
        is_named=line.is_named,
        standing=line.standing.value,
        records=tuple(look.how for look in line.looks),
        fields=tuple(f"involvement_{look.field}" for look in line.looks),
        asked=_asked(line),
        ask=Link(f"Ask the team of {line.label}", f"{ask}?service={line.service_id}")
        if has_team and not line.asked
        else None,
    )


def _asked(line: Line) -> str:
    """That the team was asked to look in its own records, and by when it answers."""
    if line.asked is None:
        return ""
    on = line.asked.happened_on
    return f"The team was asked on {day(on)} and answers by {day(LOOK_WITHIN.after(on))}."


def _missing(lines: Sequence[Line]) -> str:
    """How much of the sheet is left, in a sentence."""
    left, every = sum(len(line.missing) for line in lines), sum(len(line.looks) for line in lines)
    if not left:
        return f"All {counted(every, 'record')} were looked into." if every > 1 else "It was looked into."
    return f"{left} of {counted(every, 'record')} {'has' if left == 1 else 'have'} not been looked into yet."
