"""What was checked, by whom, when and with what result; and who does what next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.design.words import counted, day
from goldenthread.desk.case.page import ToDo
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.case.requests import requests
from goldenthread.desk.case.services import services
from goldenthread.rules.access import Permission
from goldenthread.rules.involvement import known_since
from goldenthread.triage.queries import Line, Look, Sheet
from goldenthread.triage.words import result

NO_RECORD = "No record system is named for it"


@dataclass(frozen=True, slots=True)
class Checked:
    """One record of one service: where it is, what it said, who looked and when; `standing` is of the service."""

    service: str
    standing: str
    record: str
    result: str
    looked: str
    href: str
    ask: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The check sheet of one council request. `missing` says what is left of it; `fill` is for whoever fills it in."""

    heading: str
    known_means: str
    missing: str
    fill: str
    lines: tuple[Checked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPage(Page):
    """What the page shows."""

    asked: tuple[Asked, ...]
    to_do: tuple[ToDo, ...]


def checked(file: CaseFile, sheets: Sequence[Sheet], today: date) -> CheckedPage:
    """The sheets of the case, and what every service that was asked waits for."""
    case = file.case
    return CheckedPage(
        title="What was checked, and what happens next",
        caption=f"{case.child.name}, {case.reference}",
        tab=f"Case {case.reference}: what was checked",
        back=Link(f"Back to case {case.reference}", reverse("desk:case", args=[case.pk])),
        asked=tuple(_asked(file, sheet) for sheet in sheets),
        to_do=tuple(
            ToDo(*each)
            for to_do in (
                *(asked.to_do for asked in requests(file, today)),
                *(card.to_do for card in services(file, today)),
            )
            for each in to_do
        ),
    )


def _asked(file: CaseFile, sheet: Sheet) -> Asked:
    may_look = file.may(Permission.WORK) and not sheet.is_over
    left = sum(len(line.missing) for line in sheet.lines)
    return Asked(
        heading=f"Request from {sheet.council}, received on {day(sheet.received_on)}",
        known_means="Known means open to the service, referred and not seen yet, or closed on or after "
        f"{day(known_since(sheet.received_on))}. Not known is no answer: the request stays open until there is advice. "
        "It is said once every record of the service was looked into.",
        missing=_missing(sheet, left),
        fill=reverse("intake:check", args=[sheet.request_id]) if may_look and left else "",
        lines=tuple(_line(sheet, line, look, may_look) for line in sheet.lines for look in line.looks),
    )


def _missing(sheet: Sheet, left: int) -> str:
    """How much of the sheet is left, and by when."""
    every = sum(len(line.looks) for line in sheet.lines)
    if not left:
        return f"All {counted(every, 'record')} were looked into." if every > 1 else ""
    by = day(max(line.look_by for line in sheet.lines if line.missing))
    until = "" if sheet.is_over else f" Look into them by {by}." if left > 1 else f" It is due by {by}."
    return (
        f"{left} of {counted(every, 'record')} {'has' if left == 1 else 'have'} not been looked into.{until}"
    )


def _line(sheet: Sheet, line: Line, look: Look, may_look: bool) -> Checked:
    address = f"{reverse('intake:check', args=[sheet.request_id])}?service={line.service_id}"
    ask = f"{reverse('triage:request_records', args=[sheet.request_id])}?service={line.service_id}"
    words = result(look)
    may_ask = may_look and look.is_by_team and not look.looked_on and not line.asked_on
    return Checked(
        service=line.service,
        standing=line.standing.value[0].upper() + line.standing.value[1:],
        record=(look.how if may_look else look.record) or NO_RECORD,
        result=words[0].upper() + words[1:],
        looked=_looked(look) if look.looked_on else _asking(line),
        href=address if may_look else "",
        ask=ask if may_ask else "",
    )


def _looked(look: Look) -> str:
    """On which day, and by whom: a team's word is recorded by somebody else."""
    who = f"the team, as {look.looked_by} recorded" if look.was_by_team else look.looked_by
    return f"{day(look.looked_on)}, by {who}"


def _asking(line: Line) -> str:
    """That the team was asked to look in its own records, and by when it answers."""
    if line.asked_on is None:
        return ""
    return f"Asked on {day(line.asked_on)} by {line.asked_by}, answer by {day(line.look_by)}"
