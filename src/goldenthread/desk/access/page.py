"""What the page says on who can see a case: who was let in, who is kept out, and what each of them is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from goldenthread.cases.deed import on_case
from goldenthread.design.page import Link, Page
from goldenthread.design.words import day, moment
from goldenthread.desk.access.queries import Access, ByLink, KeptOut, LetIn
from goldenthread.rules.access import Basis, Decision, Section, said

LET_IN = ("Who", "Ground and parts", "From and until", "Let in by", "Now")
KEPT_OUT = ("Who", "Of what and why", "From and until", "Kept out by", "Now")
TO_CONFIRM = "To be confirmed since"
OF_A_SCHOOL = "Whoever is its SENCO sees these parts, as far as that role allows."


@dataclass(frozen=True, slots=True)
class Line:
    """One relation or restriction. `end` leads to where it is ended, for whoever may and where it lasts."""

    who: str
    why: str
    parts: str
    first: str
    last: str
    by: str
    state: str
    colour: str
    sentence: str
    end: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPage(Page):
    """Both lists, and the ways to add to them."""

    let_in: tuple[Line, ...]
    kept_out: tuple[Line, ...]
    columns: tuple[tuple[str, ...], tuple[str, ...]]
    share: str
    restrict: str
    to_confirm: str
    confirm: str


def access(found: Access) -> AccessPage:
    """The page as it stands now."""
    case = found.case
    shared = on_case(case.pk, case.child.name, case.reference)
    return AccessPage(
        title="Who can see this case",
        caption=shared["caption"],
        back=shared["back"],
        let_in=(
            *(_let_in(each) for each in found.let_in),
            *(_by_link(each, may_revoke=found.may_revoke) for each in found.links),
        ),
        kept_out=tuple(_kept_out(each, may_lift=found.may_restrict) for each in found.kept_out),
        columns=(LET_IN, KEPT_OUT),
        share=reverse("cases:share", args=[case.pk]),
        restrict=reverse("cases:restrict", args=[case.pk]) if found.may_restrict else "",
        to_confirm=f"{TO_CONFIRM} {day(found.to_confirm)}" if found.to_confirm else "",
        confirm=reverse("cases:confirm_wishes", args=[case.pk]),
    )


def _let_in(each: LetIn) -> Line:
    state, colour = _sees(each.decision)
    if each.to_confirm:
        state, colour = f"{state}, {TO_CONFIRM[0].lower()}{TO_CONFIRM[1:]} {day(each.to_confirm)}", "orange"
    return Line(
        each.who,
        each.basis.words.capitalize(),
        said(each.sections),
        day(each.starts_on),
        _last(each.ends_on, each.open_until, is_over=each.is_over),
        "themselves" if each.basis is Basis.EMERGENCY else each.by,
        "Ended" if each.is_over else state,
        "grey" if each.is_over else colour,
        _told(each.decision) or OF_A_SCHOOL,
        None if each.is_over else Link("End", reverse("cases:unshare", args=[each.id]), f"for {each.who}"),
    )


def _by_link(each: ByLink, *, may_revoke: bool) -> Line:
    back = Link("Take it back", reverse("advice:revoke_answer", args=[each.advice]), f"from {each.who}")
    return Line(
        each.who,
        f"Answers for {each.service} by a link",
        "one request for advice, once a code is proved",
        day(each.made_at.date()),
        f"{'ended' if each.is_over else 'until'} {moment(each.until)}",
        each.by,
        "Ended" if each.is_over else "Sees that request",
        "grey" if each.is_over else "green",
        "",
        back if may_revoke and not each.is_over else None,
    )


def _kept_out(each: KeptOut, *, may_lift: bool) -> Line:
    lift = Link("Lift", reverse("cases:lift", args=[each.id]), f"for {each.who}")
    return Line(
        each.who,
        each.reason,
        Section(each.section).words if each.section else "the whole case",
        day(each.starts_on),
        _last(each.ends_on, each.lifted_at, is_over=each.is_over),
        each.by,
        "Ended" if each.is_over else "Kept out",
        "grey" if each.is_over else "red",
        _told(each.decision),
        lift if may_lift and not (each.is_over or each.is_own) else None,
    )


def _sees(decision: Decision | None) -> tuple[str, str]:
    if decision is None:
        return "School let in", "green"
    return ("Sees the case", "green") if decision.is_allowed else ("Does not see it", "red")


def _told(decision: Decision | None) -> str:
    """The sentence of the decision, as the person reads it."""
    return f"Is told: “{decision.sentence}”" if decision else ""


def _last(ends_on: date | None, at: datetime | None, *, is_over: bool) -> str:
    if at is not None:
        return f"{'ended' if is_over else 'until'} {moment(at)}"
    return f"until {day(ends_on)}" if ends_on else "until somebody ends it"
