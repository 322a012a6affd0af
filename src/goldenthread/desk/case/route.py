"""The not-known route on the case page: how it stands, what the viewer may do about it, what waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Row
from goldenthread.design.words import day
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.words import when
from goldenthread.rules.access import Permission
from goldenthread.rules.not_known import Route, Stage

ToDo = tuple[str, str, str, str, str]
Offered = tuple[bool, str, str, Any]


def rows(route: Route | None) -> list[Row]:
    """What a service said that opened the route, and how it stands."""
    if route is None:
        return []
    return [
        Row("Not-known route", f"{route.answer.label}, said on {day(route.since_on)}"),
        Row("How that stands", f"{route.stage.label}, by {day(route.on)}"),
    ]


def deeds(file: CaseFile, advice: Any, route: Route | None) -> Iterator[Link]:
    """What the viewer may do about a request that is still open."""
    label = f"({advice.service.label})"
    for is_offered, text, name, about in _offered(file, advice, route):
        if is_offered:
            yield Link(text, reverse(name, args=[about]), label)


def _offered(file: CaseFile, advice: Any, route: Route | None) -> Iterator[Offered]:
    answers, works = file.may(Permission.ANSWER, advice.service_id), file.may(Permission.WORK)
    stage = route.stage if route else None
    may_say = answers and stage in (None, Stage.PROMISED)
    yield may_say, "Say that the child is not known", "advice:route", advice.pk
    if route is None:
        return
    refers = answers and stage in (Stage.TO_CHOOSE, Stage.TO_REFER)
    yield refers, "Refer the child in full", "advice:refer", advice.pk
    passes = works and stage is not Stage.TO_DECIDE
    yield passes, "Ask the designated officer to decide", "advice:request_decision", advice.pk
    decides = stage is Stage.TO_DECIDE and file.may(Permission.DECIDE)
    yield decides, "Decide how the advice is given", "advice:decide", advice.pk
    if stage is Stage.REFERRED and works:
        yield True, "Answer the referral", "advice:answer_referral", route.referral


def turn(file: CaseFile, advice: Any, route: Route | None) -> str:
    """Where the next deed of the route is done, for whoever may do it."""
    if route is None:
        return ""
    name, may = {
        Stage.TO_CHOOSE: ("advice:refer", file.may(Permission.ANSWER, advice.service_id)),
        Stage.TO_REFER: ("advice:refer", file.may(Permission.ANSWER, advice.service_id)),
        Stage.REFERRED: ("advice:answer_referral", _may_answer(file, route)),
        Stage.TO_DECIDE: ("advice:decide", file.may(Permission.DECIDE)),
        Stage.PROMISED: ("advice:record", file.may(Permission.ANSWER, advice.service_id)),
    }[route.stage]
    about = route.referral if route.stage is Stage.REFERRED else advice.pk
    return reverse(name, args=[about]) if may else ""


def _may_answer(file: CaseFile, route: Route) -> bool:
    own = {str(referral.pk) for referral, _ in file.referred}
    return file.may(Permission.WORK) or route.referral in own


def referred(file: CaseFile, today: date) -> Iterator[ToDo]:
    """Referrals that wait for the viewer's own service, on a request that was put to another."""
    shown = {each.pk for each in file.advices}
    for referral, route in file.referred:
        if referral.advice_id not in shown:
            label = referral.service.label
            href = reverse("advice:answer_referral", args=[referral.pk])
            yield label, route.action, when(route.on, today), f"the referral to {label}", href
