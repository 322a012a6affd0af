"""The list of questions, and what it shows as a file."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas, standing
from goldenthread.clock import today
from goldenthread.design.files import csv_file, handed_over, xlsx_file
from goldenthread.design.listing import Pages, page_asked
from goldenthread.design.words import short_day
from goldenthread.desk import actions
from goldenthread.desk.queries import services_seen
from goldenthread.desk.questions import page
from goldenthread.desk.questions.forms import Narrow
from goldenthread.intake.questions import queries
from goldenthread.rules.access import Permission

MOST = 100_000
KEPT = ("whose", "state", "service", "area", "sort")


@needs(Permission.ASK)
def questions(request: HttpRequest) -> HttpResponse:
    """One page of the questions asked for."""
    viewer, query = request.user, _kept(request)
    wanted = _wanted(query)
    total, at = queries.count(viewer, wanted), page_asked(request.GET.dict())
    start = Pages(at, page.SIZE, total, query).offset
    built = page.questions(
        queries.listed(viewer, wanted, start=start, limit=page.SIZE),
        query,
        at=at,
        total=total,
        may_export=Permission.EXPORT in standing(viewer).permissions,
        today=today(),
    )
    seen = [(area.pk, area.name) for area in areas(viewer, Permission.READ_CASES)]
    form = Narrow(areas=seen, services=services_seen(viewer), initial=query)
    return render(request, "desk/questions/page.jinja", {"page": built, "form": form})


@needs(Permission.EXPORT)
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """All that the list shows, in the same order; the audit keeps who took it."""
    wanted, on = _wanted(_kept(request)), today()
    rows = queries.listed(request.user, wanted, limit=MOST, permission=Permission.EXPORT)
    actions.export(by=request.user, on=on)
    table = [page.HEADINGS, *(page.cells(row, on) for row in rows)]
    content = xlsx_file({"Questions": table}) if kind == "xlsx" else csv_file(table)
    return handed_over(content, f"questions {short_day(on)}", kind)


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in KEPT if request.GET.get(name)}


def _wanted(query: Mapping[str, str]) -> queries.Wanted:
    """What the address asks for; nonsense there asks for everything."""
    sort = query.get("sort", "due")
    return queries.Wanted(
        whose=query.get("whose", ""),
        state=query.get("state", "open"),
        service=_id(query.get("service")),
        area=_id(query.get("area")),
        sort=sort.removeprefix("-"),
        is_descending=sort.startswith("-"),
    )


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
