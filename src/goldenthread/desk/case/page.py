"""The case page: the child, what happens next, the council's requests, each service, the law's dates, the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.cases.open_in_emergency.page import opened
from goldenthread.design.page import Entry, Link, Page, Row
from goldenthread.design.words import day, spaced
from goldenthread.desk.case import letters, mails, questions, rights
from goldenthread.desk.case.holds import Hold, held
from goldenthread.desk.case.letters import Line
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.case.requests import Asked, requests
from goldenthread.desk.case.route import referred
from goldenthread.desk.case.services import Service, services
from goldenthread.desk.case.timeline import at_once, earlier, timeline
from goldenthread.desk.questions.page import Line as Question
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.regime import latest

ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class ToDo:
    """One open thing: who acts next, what they do, by when. `href` leads to the deed where the viewer may do it."""

    who: str
    action: str
    on: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the council's own limits, which runs from the family's request to it."""

    title: str
    due: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage(Page):
    """What the case page shows."""

    particulars: tuple[Row, ...]
    holds: tuple[Hold, ...]
    to_do: tuple[ToDo, ...]
    requests: tuple[Asked, ...]
    services: tuple[Service, ...]
    clocks: tuple[Clock, ...]
    letters: tuple[Line, ...]
    letters_summary: str
    questions: tuple[Question, ...]
    ask: str
    timeline: tuple[Entry, ...]
    earlier: tuple[Entry, ...]
    earlier_summary: str
    checked: str
    trace: str
    access: str
    documents: str
    haste: str
    rights: tuple[str, str]


def case(file: CaseFile, today: date) -> CasePage:
    """The page as it stands today."""
    asked, cards, waits = requests(file, today), services(file, today), held(file, today)
    child, told = file.case.child, timeline(file, today)
    shown = at_once(len(told))
    return CasePage(
        title=child.name,
        tab=f"Case {file.case.reference}",
        caption=f"Case {file.case.reference}",
        trail=(Link("Worklist", reverse("desk:worklist")),),
        particulars=_particulars(file),
        holds=waits,
        to_do=(
            *_to_do(asked),
            *_to_do(cards),
            *_to_do(waits),
            *(ToDo(*each) for each in mails.to_do(file, today)),
            *(ToDo(*each) for each in referred(file, today)),
            *(ToDo(*each) for each in (*letters.to_do(file, today), *questions.to_do(file, today))),
            *(ToDo(*each) for each in rights.to_do(file, today)),
        ),
        requests=asked,
        services=cards,
        clocks=tuple(_clock(row) for row in file.clocks if row.limit != ADVICE),
        letters=letters.lines(file),
        letters_summary=letters.summary(file),
        questions=questions.lines(file, today),
        ask=reverse("intake:ask", args=[file.case.pk]) if file.may_ask else "",
        timeline=told[:shown],
        earlier=told[shown:],
        earlier_summary=earlier(told[shown:]),
        checked=reverse("desk:checked", args=[file.case.pk]) if asked else "",
        trace=reverse("desk:trace", args=[file.case.pk]) if file.may(Permission.READ_AUDIT) else "",
        access=reverse("desk:access", args=[file.case.pk]) if file.may(Permission.SHARE) else "",
        documents=reverse("documents:of_case", args=[file.case.pk]),
        haste=opened(file.haste.until, file.haste.reference) if file.haste else "",
        rights=rights.warning(file, today),
    )


def _to_do(cards: Iterable[Asked | Service | Hold]) -> Iterator[ToDo]:
    return (ToDo(*each) for card in cards for each in card.to_do)


def _particulars(file: CaseFile) -> tuple[Row, ...]:
    child, area = file.case.child, file.case.area
    return (
        Row("Name", child.name, href=reverse("desk:child", args=[child.pk])),
        Row("Date of birth", child.born_on),
        *([Row("NHS number", spaced(child.nhs_number))] if Section.IDENTIFIERS in file.sections else []),
        Row("School", child.school.name if child.school else None),
        Row("Council reference", file.case.reference),
        Row("Area", area.name),
    )


def _clock(row: object) -> Clock:
    limit = latest(row.limit)  # type: ignore[attr-defined]
    return Clock(limit.title, day(row.due_on), reverse("desk:derivation", args=[row.about, row.limit]))  # type: ignore[attr-defined]
