"""The list behind a figure: what is counted, the requests themselves, and how each stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.deadlines.queries import Row
from goldenthread.design.listing import Pages
from goldenthread.design.page import Link, Page
from goldenthread.design.words import counted, number, short_day
from goldenthread.measures.figures import NO_STEP, Figure
from goldenthread.measures.month import Month
from goldenthread.measures.queries import RequestRow
from goldenthread.rules.rag import Light, rag

SIZE = 50
OF_CLOCKS = ("Child", "Reference", "Service", "Received", "Due", "Returned", "How it stands", "Step reached")
OF_REQUESTS = ("Child", "Reference", "Received", "Known", "Services asked")
STANDS = OF_CLOCKS.index("How it stands")
COLOURS = {
    Light.MET: "green",
    Light.MET_LATE: "red",
    Light.GREEN: "green",
    Light.AMBER: "amber",
    Light.RED: "red",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """Which figure it is, in codes for addresses and in words for people."""

    area: str
    area_name: str
    month: Month
    figure: Figure
    label: str = ""
    service: str = ""
    step: str = ""
    cause: str = ""

    @property
    def narrowed(self) -> dict[str, str]:
        """What narrows the figure, as the address holds it."""
        named = {"service": self.service, "step": self.step, "cause": self.cause}
        return {name: code for name, code in named.items() if code}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the way to the case, its cells as text, and the colour of how it stands."""

    href: str
    texts: tuple[str, ...]
    rating: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind(Page):
    """What the page says. `partly` tells a viewer who reads only some of what is counted."""

    meaning: str
    partly: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    stands: int
    pages: Pages
    file: str


def pages(at: int, total: int, query: Mapping[str, str], figure: Figure) -> Pages:
    """Where the page stands in the list."""
    thing = "request" if figure.is_of_requests else "request for advice"
    return Pages(
        at, SIZE, total, query, thing, "requests" if figure.is_of_requests else "requests for advice"
    )


def behind(
    subject: Subject,
    rows: Sequence[Row] | Sequence[RequestRow],
    *,
    pages: Pages,
    reported: int,
    titles: Mapping[str, str],
    today: date,
    may_export: bool,
) -> Behind:
    """The page of one figure."""
    month = urlencode({"area": subject.area, "month": subject.month.code})
    return Behind(
        title=_title(subject, titles),
        caption=f"{subject.area_name}, {subject.month.name}",
        back=Link(f"Back to the sitrep of {subject.month.name}", f"{reverse('measures:sitrep')}?{month}"),
        meaning=subject.figure.meaning,
        partly=partly(pages.total, reported),
        columns=columns(subject.figure),
        lines=lines(rows, titles, today),
        stands=-1 if subject.figure.is_of_requests else STANDS,
        pages=pages,
        file=_file(subject) if may_export and pages.total else "",
    )


def columns(figure: Figure) -> tuple[str, ...]:
    """The headings: requests of the council, or services asked."""
    return OF_REQUESTS if figure.is_of_requests else OF_CLOCKS


def lines(
    rows: Sequence[Row] | Sequence[RequestRow], titles: Mapping[str, str], today: date
) -> tuple[Line, ...]:
    """Every row in words."""
    return tuple(_request(row) if isinstance(row, RequestRow) else _clock(row, titles, today) for row in rows)


def _title(subject: Subject, titles: Mapping[str, str]) -> str:
    words = subject.figure.label
    if subject.figure is Figure.STEP:
        step = "no step yet" if subject.step == NO_STEP else titles.get(subject.step, subject.step)
        words = (
            f"Outstanding, {step[0].lower()}{step[1:]}"
            if subject.step == NO_STEP
            else f"Outstanding on “{step}”"
        )
    elif subject.figure is Figure.CAUSE:
        words = f"Late because “{titles.get(subject.cause, subject.cause)}”"
    return f"{words}: {subject.label}" if subject.label else words


def partly(seen: int, reported: int) -> str:
    """Said where the figure counts more than this viewer may open."""
    if seen >= reported:
        return ""
    return f"The figure is {number(reported)}. You can open the {number(seen)} that your role lets you read."


def _file(subject: Subject) -> str:
    where = reverse("measures:behind_csv", args=[subject.area, subject.month, subject.figure])
    return f"{where}?{urlencode(subject.narrowed)}" if subject.narrowed else where


def _request(row: RequestRow) -> Line:
    return Line(
        reverse("desk:case", args=[row.case_id]),
        (
            f"{row.forename} {row.surname}",
            row.reference,
            short_day(row.received_on),
            "Known" if row.is_known else "Not known",
            ", ".join(row.services) or "None yet",
        ),
    )


def _clock(row: Row, titles: Mapping[str, str], today: date) -> Line:
    rating, reason = _standing(row, today)
    return Line(
        reverse("desk:case", args=[row.case_id]),
        (
            f"{row.forename} {row.surname}",
            row.reference,
            row.service,
            short_day(row.received_on),
            short_day(row.due_on),
            short_day(row.met_on) or "Not yet",
            reason,
            titles.get(row.last_step, row.last_step.replace("-", " ")) or "None",
        ),
        rating,
    )


def _standing(row: Row, today: date) -> tuple[str | None, str]:
    """How it stands today, which may be long after the month."""
    excused = row.excused_on is not None
    light = rag(
        due_on=row.due_on, today=today, met_on=row.met_on, ended_on=row.ended_on, is_excused=excused
    ).light
    if light is Light.ENDED:
        return None, "Withdrawn"
    if light is Light.MET:
        return "green", "In time"
    left = (row.due_on - (row.met_on or today)).days
    if left < 0:
        return COLOURS.get(
            light, "amber"
        ), f"{counted(-left, 'day')} late{', exemption claimed' if excused else ''}"
    return COLOURS.get(light, "amber"), f"{counted(left, 'day')} left" if left else "Due today"
