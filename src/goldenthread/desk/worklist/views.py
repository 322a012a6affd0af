"""The worklist, and what it shows as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas, standing
from goldenthread.advice.queries import own_referrals
from goldenthread.clock import now, today
from goldenthread.deadlines import queries as deadlines
from goldenthread.deadlines.awaited import Deed
from goldenthread.design.listing import address
from goldenthread.design.page import Link
from goldenthread.design.words import counted, short_day
from goldenthread.desk import actions, queries
from goldenthread.desk.addresses import to_each
from goldenthread.desk.letters.queries import to_complete, undelivered, unsent
from goldenthread.desk.practice import Practice, knowing, of_areas
from goldenthread.desk.worklist import export, jobs, page
from goldenthread.desk.worklist import queries as lists
from goldenthread.desk.worklist.forms import Narrow
from goldenthread.desk.worklist.kept import words
from goldenthread.desk.worklist.lines import Before, Line, lines
from goldenthread.desk.worklist.wanted import Asked, Rights, asked
from goldenthread.inbox.queries import count_unsettled, unsettled
from goldenthread.post.queries import count_for_the_post
from goldenthread.rules.access import Permission

STALE = "The words of this search are no longer kept. Type them again to search."
DEEDS = {Deed.ACKNOWLEDGE: "intake:acknowledge", Deed.SEEK: "advice:seek", Deed.LOOK: "intake:check"}


@needs(Permission.NONE)
def home(request: HttpRequest) -> HttpResponseBase:
    """The first page: the worklist for whoever reads cases, the month for who counts, the audit for who reads that."""
    begins = queries.first_page(request.user)
    return worklist(request) if begins == "desk:worklist" else redirect(begins)


@needs(Permission.READ_CASES)
def worklist(request: HttpRequest) -> HttpResponse:
    """One list of the day's work, narrowed, sorted and paged as its address says."""
    viewer, wish = request.user, _wish(request)
    permissions = standing(viewer).permissions
    seen = areas(viewer, Permission.READ_CASES)
    practice = of_areas(area.pk for area in seen)
    tallies, waiting = deadlines.tallies(viewer, wish.wanted, today()), _waiting(viewer)
    if isinstance(wish.deed, Rights):
        shown = _passed(viewer, wish)
    elif wish.deed:
        shown = _jobs(viewer, wish, wish.deed, waiting[wish.deed], Permission.WORK in permissions)
    else:
        shown = _lines(viewer, wish, practice, tallies)
    built = page.worklist(
        asked=wish,
        tallies=tallies,
        waiting=waiting,
        has_area=len(seen) > 1,
        may_export=Permission.EXPORT in permissions,
        receive_href=reverse("intake:receive") if Permission.RECEIVE in permissions else "",
        lists_href=reverse("advice:bring_back") if Permission.ANSWER in permissions else "",
        referrals=_referrals(viewer),
        post=tuple(_letters(viewer)) if Permission.WRITE_LETTERS in permissions else (),
        mail=_to_look_at(viewer) if Permission.WORK in permissions else (),
        **shown,
    )
    form = Narrow(
        areas=[(area.pk, area.name) for area in seen],
        services=queries.services_seen(viewer),
        schools=queries.schools_in_use(viewer),
        steps=[(code, practice.title(code)) for code in deadlines.steps_in_use(viewer)],
        initial={**wish.query, "search": wish.wanted.search},
    )
    return render(request, "desk/worklist/page.jinja", {"page": built, "form": form})


@needs(Permission.EXPORT)
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """What the list shows, all its pages, in the same order, as a file; nothing where its search is forgotten."""
    viewer, on, wish = request.user, today(), _wish(request)
    if wish.is_stale:
        return redirect(reverse("desk:worklist") + address(wish.query))
    seen = areas(viewer, Permission.READ_CASES)
    rows = deadlines.worklist(viewer, wish.wanted, on, limit=export.MOST, permission=Permission.EXPORT)
    actions.export(by=viewer, on=on)
    shown = _told(rows, of_areas(area.pk for area in seen))
    return export.file(kind, shown, has_area=len(seen) > 1, on=on)


def _referrals(viewer: Any) -> tuple[Link, ...]:
    """The full referrals that wait for a service of the viewer's own: no list of requests holds those."""
    return tuple(
        Link(
            f"{referral.case.child.name}, {referral.case.reference}: answer by {short_day(route.on)}",
            reverse("advice:answer_referral", args=[referral.pk]),
        )
        for referral, route in own_referrals(viewer)
    )


def _letters(viewer: Any) -> Iterator[Link]:
    """Letters that wait for the viewer, or are to be asked after: no list of requests shows those."""
    mine, href = to_complete(viewer), reverse("desk:letters")
    if mine.count:
        waits = counted(mine.count, "letter waits", "letters wait")
        yield Link(f"{waits} for you to complete or sign, the oldest since {short_day(mine.since)}", href)
    if count := undelivered(viewer):
        yield Link(f"{counted(count, 'letter')} reached nobody and {'waits' if count == 1 else 'wait'}", href)
    to_post, silent = count_for_the_post(viewer)
    if to_post:
        waits = counted(to_post, "letter waits", "letters wait")
        yield Link(f"{waits} to be printed and posted", f"{href}?group=post")
    if silent:
        yield Link(f"{counted(silent, 'letter')} of whose arrival no word came", f"{href}?group=silent")


def _to_look_at(viewer: Any) -> tuple[Link, ...]:
    """Mails that were filed by themselves: perhaps the advice that is still chased."""
    count = count_unsettled(viewer)
    waits = counted(count, "mail was filed by itself and waits", "mails were filed by themselves and wait")
    return (Link(f"{waits} to be looked at", f"{reverse('inbox:inbox')}?list=unsettled"),) if count else ()


def _wish(request: HttpRequest) -> Asked:
    """What the address asks for, with the words that it does not hold; says so where they are forgotten."""
    query = request.GET.dict()
    wish = asked(query, words(request.session, query.get("found", ""), now()))
    if wish.is_stale:
        messages.info(request, STALE)
    return wish


def _lines(viewer: Any, wish: Asked, practice: Practice, tallies: Mapping[str, int]) -> dict[str, Any]:
    """One page of a list. What the day's tallies have counted is not counted again."""
    tally = tallies.get(wish.wanted.due.replace("-", "_"))
    total = deadlines.count(viewer, wish.wanted, today()) if tally is None else tally
    at = page.Capped(wish.page, page.SIZE, total, {}).offset
    rows = deadlines.worklist(viewer, wish.wanted, today(), start=at, limit=page.SIZE)
    return {
        "total": total,
        "lines": _told(rows, practice),
        "also": _also(viewer, wish, rows) if total == len(rows) else (),
    }


def _also(viewer: Any, wish: Asked, rows: list[deadlines.Row]) -> tuple[Link, ...]:
    """Cases that fit the search and are not on this list, those that have no clock yet among them."""
    if not wish.wanted.search:
        return ()
    found = queries.cases_found(wish.wanted.search, viewer, {row.case_id for row in rows})
    case = to_each("desk:case")
    return tuple(
        Link(f"{forename} {surname}, {reference}", case(id_)) for id_, forename, surname, reference in found
    )


def _told(rows: list[deadlines.Row], practice: Practice) -> tuple[Line, ...]:
    waiting = [(row.case_id, row.about) for row in rows if not (row.met_on or row.ended_on)]
    told = queries.told_about(waiting)
    before = Before(unsettled({case for case, _ in waiting}), unsent([about for _, about in waiting]))
    return lines(rows, told, knowing(practice, told), today(), to_each("desk:case"), before)


def _jobs(viewer: Any, wish: Asked, deed: Deed, total: int, may_work: bool) -> dict[str, Any]:
    """One page of the council requests that wait for a deed of the single point of contact."""
    at = page.Capped(wish.page, page.SIZE, total, {}).offset
    rows = queries.waiting(viewer, deed, start=at, limit=page.SIZE)
    deeds = to_each(DEEDS[deed]) if may_work else None
    return {"total": total, "jobs": jobs.jobs(rows, deed, to_each("desk:case"), deeds, today())}


def _waiting(viewer: Any) -> dict[Deed | Rights, int]:
    """How many wait for each deed; who is to be asked is counted for whoever may do it."""
    passed = lists.count_passed(viewer, today())
    return {**dict[Deed | Rights, int](queries.waiting_counts(viewer).items()), Rights.CONFIRM: passed}


def _passed(viewer: Any, wish: Asked) -> dict[str, Any]:
    """One page of the young people who are to be asked."""
    total = lists.count_passed(viewer, today(), most=deadlines.COUNT_CAP)
    at = page.Capped(wish.page, page.SIZE, total, {}).offset
    rows = lists.passed(viewer, today(), start=at, limit=page.SIZE)
    shown = jobs.passed(rows, to_each("desk:case"), to_each("cases:confirm_wishes"))
    return {"total": total, "jobs": shown}
