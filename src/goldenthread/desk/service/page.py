"""One service at this moment: its figures, what it was asked, where it is reached, where its records are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.listing import address
from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import counted, day, short_day
from goldenthread.desk.services.page import in_time
from goldenthread.desk.worklist.lines import Line
from goldenthread.rules.contacts import GUIDE, is_checked
from goldenthread.rules.not_known import Route
from goldenthread.rules.offsets import Offset

MOST = 50
REFERRALS = ("Child", "Reference", "Advice asked of", "Answer by", "What happens next")
COLUMNS = ("Child", "Reference", "Received", "Due", "Step reached", "Waiting for", "What happens next")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Page):
    """What the service page shows."""

    counted_at: str
    figures: tuple[tuple[int, str, str], ...]
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    more: str
    more_href: str
    particulars: tuple[Row, ...]
    record_systems: tuple[str, ...]
    referral_columns: tuple[str, ...]
    referrals: tuple[tuple[Link | str, ...], ...]
    lists: tuple[Link, ...] = ()


def service(
    row: Any,
    figures: Mapping[str, Any],
    lines: tuple[Line, ...],
    referrals: Sequence[tuple[Any, Route]],
    counted_at: str,
    *,
    on: date,
    within: Offset | None,
    may_answer: bool,
    may_hand_out: bool,
    may_send: bool,
) -> Service:
    """`lines` are its open requests, the earliest due first, at most MOST of them; `referrals` wait for its answer.

    `within` is how long the area takes its contact to be checked; None where it says nothing.
    """
    worklist = reverse("desk:worklist")
    return Service(
        title=row.name,
        caption=f"{row.label}, {row.area.name}",
        trail=(Link("Services", reverse("desk:services")),),
        counted_at=counted_at,
        figures=tuple(_figures(row, figures)),
        sentences=tuple(_sentences(figures)),
        columns=COLUMNS,
        lines=lines,
        more=f"See all {counted(figures['open'], 'open request')}" if figures["open"] > len(lines) else "",
        more_href=worklist + address({}, due="open", service=str(row.pk)),
        particulars=_particulars(row, on, within),
        record_systems=tuple(
            f"{system.name} ({'electronic' if system.is_electronic else 'on paper'})"
            for system in row.record_systems.all()
        ),
        referral_columns=REFERRALS,
        referrals=tuple(_referral(*each, may_answer=may_answer) for each in referrals),
        lists=tuple(_lists(row, may_answer=may_answer, may_hand_out=may_hand_out, may_send=may_send)),
    )


def _figures(row: Any, figures: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    for name, words, due in (
        ("open", "Open", "open"),
        ("overdue", "Overdue", "overdue"),
        ("unacknowledged", "Not acknowledged", "unacknowledged"),
        ("not_known", "On the not-known route", "not-known"),
        ("returned", "Received in the last 12 months", "returned"),
    ):
        yield figures[name], words, reverse("desk:worklist") + address({}, due=due, service=str(row.pk))


def _lists(row: Any, *, may_answer: bool, may_hand_out: bool, may_send: bool) -> Iterator[Link]:
    """The ways of a service that works in lists."""
    if may_hand_out:
        yield Link(
            "Take these requests out as a workbook to fill in", reverse("advice:hand_out", args=[row.pk])
        )
    if may_send:
        yield Link("Send the service this list", reverse("advice:send_list", args=[row.pk]))
    if may_answer:
        yield Link("Take a filled-in list back", reverse("advice:bring_back"))


def _referral(referral: Any, route: Route, *, may_answer: bool) -> tuple[Link | str, ...]:
    case = referral.case
    answer = Link("Answer", reverse("advice:answer_referral", args=[referral.pk]), f"for {case.child.name}")
    return (
        Link(case.child.name, reverse("desk:case", args=[case.pk])),
        case.reference,
        referral.advice.service.label,
        short_day(route.on),
        answer if may_answer else "The service answers",
    )


def _sentences(figures: Mapping[str, Any]) -> list[str]:
    said = []
    if figures["returned"]:
        said.append(f"Received in time in the last 12 months: {in_time(figures)}.")
    if figures["last_returned_on"]:
        said.append(f"The last advice came on {day(figures['last_returned_on'])}.")
    if figures["overdue"]:
        said.append(f"The oldest open request was due on {day(figures['oldest_due_on'])}.")
    return said


def _to_check(checked_on: date | None, on: date, within: Offset | None) -> str:
    """How old the check is, what that means for letters, and what to do; nothing while it counts as checked."""
    if checked_on is None or is_checked(checked_on, within or GUIDE, on):
        return ""
    then = "Letters to it are held back until then." if within else "Letters leave meanwhile."
    age = counted((on - checked_on).days, "day")
    return (
        f"It was checked {age} ago, which is more than {within or GUIDE}. Ask whether it is still read, and load a "
        f"pack with the day on which you asked. {then}"
    )


def _particulars(row: Any, on: date, within: Offset | None) -> tuple[Row, ...]:
    return (
        Row("Contact point", row.contact_point or "None yet: the service cannot go live without one"),
        Row("Monitored by", row.contact_monitored_by),
        Row("Contact last checked", row.contact_checked_on),
        *([Row("To be checked", old)] if (old := _to_check(row.contact_checked_on, on, within)) else []),
        Row("Provided by", row.provider.name),
        Row("Live from", row.live_from or "Not live yet"),
        *([Row("Ends on", row.ends_on)] if row.ends_on else []),
        *([Row("Also called", ", ".join(row.aliases))] if row.aliases else []),
    )
