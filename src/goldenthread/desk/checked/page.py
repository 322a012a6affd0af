"""What was checked, by whom, when and with what result; and who does what next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.design.page import Link, Page
from goldenthread.design.words import day
from goldenthread.desk.case.page import ToDo
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.case.requests import requests
from goldenthread.desk.case.services import services
from goldenthread.rules.access import Permission
from goldenthread.rules.involvement import LOOK_WITHIN, known_since
from goldenthread.triage.queries import Line, Sheet
from goldenthread.triage.words import result

NO_RECORDS = "No record system is named for it: ask the team"


@dataclass(frozen=True, slots=True)
class Checked:
    """One line: the service, its records, what they said, who looked and when; where it can be looked up."""

    service: str
    records: str
    result: str
    looked: str
    asked: str
    href: str
    ask: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The check sheet of one council request."""

    heading: str
    known_means: str
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
    return Asked(
        heading=f"Request from {sheet.council}, received on {day(sheet.received_on)}",
        known_means=f"Known means open to the service, or closed on or after {day(known_since(sheet.received_on))}. "
        "Not known is no answer: the request stays open until there is advice.",
        lines=tuple(_line(file, sheet, line) for line in sheet.lines),
    )


def _line(file: CaseFile, sheet: Sheet, line: Line) -> Checked:
    address = f"{reverse('intake:check', args=[sheet.request_id])}?service={line.service_id}"
    ask = reverse("triage:request_records", args=[sheet.request_id])
    words, may_look = result(line), file.may(Permission.WORK)
    return Checked(
        service=line.service,
        records="; ".join(line.systems if may_look else line.records) or NO_RECORDS,
        result=words[0].upper() + words[1:],
        looked=f"{day(line.looked_on)}, by {line.looked_by}" if line.looked_on else "",
        asked=_asking(line),
        href=address if may_look else "",
        ask=f"{ask}?service={line.service_id}" if may_look and not line.asked_on else "",
    )


def _asking(line: Line) -> str:
    """That the team was asked to look in its own records, and by when it answers."""
    if line.asked_on is None:
        return ""
    by = day(LOOK_WITHIN.after(line.asked_on))
    return f"Asked on {day(line.asked_on)} by {line.asked_by}, answer by {by}"
