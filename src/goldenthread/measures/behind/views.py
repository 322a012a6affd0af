"""The requests behind one figure, a page at a time or as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas, standing
from goldenthread.clock import today
from goldenthread.design.listing import page_asked
from goldenthread.directory.queries import services
from goldenthread.measures import actions, queries
from goldenthread.measures.behind import page
from goldenthread.measures.behind.export import csv_file
from goldenthread.measures.figures import Figure
from goldenthread.measures.month import Month
from goldenthread.rules.access import Permission


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure of one area's month, as the address asks for it."""

    area: Any
    subject: page.Subject
    wanted: queries.Wanted


@needs(Permission.READ_CASES)
def behind(request: HttpRequest, area: str, month: Month, figure: Figure) -> HttpResponse:
    """As many rows as the figure says, for whoever reads the whole area."""
    asked, viewer = _asked(request, area, month, figure), request.user
    permissions = standing(viewer).permissions
    total = queries.count(viewer, asked.wanted)
    pages = page.pages(page_asked(request.GET.dict()), total, request.GET.dict(), figure)
    built = page.behind(
        asked.subject,
        queries.listed(viewer, asked.wanted, start=pages.offset, limit=pages.size),
        pages=pages,
        reported=queries.figure(viewer, asked.wanted) if Permission.REPORT in permissions else total,
        titles=queries.titles(asked.area.pk),
        today=today(),
        may_export=Permission.EXPORT in permissions,
    )
    return render(request, "measures/behind/page.jinja", {"page": built})


@needs(Permission.EXPORT)
def download(request: HttpRequest, area: str, month: Month, figure: Figure) -> HttpResponse:
    """All the rows as CSV; the audit keeps who took them."""
    asked, viewer = _asked(request, area, month, figure), request.user
    rows = queries.listed(viewer, asked.wanted, limit=None, permission=Permission.EXPORT)
    actions.export(area=asked.area, by=viewer, on=today())
    lines = page.lines(rows, queries.titles(asked.area.pk), today())
    answer = HttpResponse(csv_file(page.columns(figure), lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{area}-{month.code}-{figure.value}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _asked(request: HttpRequest, code: str, month: Month, figure: Figure) -> Asked:
    """The figure, where the viewer reads cases in the area; absent and forbidden read the same."""
    area = next((each for each in areas(request.user, Permission.READ_CASES) if each.code == code), None)
    if area is None or month.first > today():
        raise Http404("There is no such figure.")
    known = {service.code: service for service in services(area.pk)}
    narrowed = {name: request.GET.get(name, "") for name in ("service", "step", "cause")}
    if narrowed["service"] and narrowed["service"] not in known:
        raise Http404("The area has no such service.")
    service = known.get(narrowed["service"])
    return Asked(
        area,
        page.Subject(area.code, area.name, month, figure, service.label if service else "", **narrowed),
        queries.Wanted(
            area.pk,
            month,
            min(month.last, today()),
            figure,
            service.pk if service else None,
            narrowed["step"],
            narrowed["cause"],
        ),
    )
