"""The requests behind one figure of the audit, a page at a time or as a file."""

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
from goldenthread.measures.behind.export import csv_file
from goldenthread.measures.behind.page import OF_CLOCKS, lines
from goldenthread.measures.period import Period
from goldenthread.measures.returns import Part
from goldenthread.measures.returns_behind import page
from goldenthread.rules.access import Permission


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure of one area's audit, as the address asks for it."""

    area: Any
    subject: page.Subject
    wanted: queries.Returned


@needs(Permission.READ_CASES)
def returns_behind(request: HttpRequest, area: str, period: Period, part: Part) -> HttpResponse:
    """As many rows as the figure says, for whoever reads the whole area."""
    asked, viewer = _asked(request, area, period, part), request.user
    permissions = standing(viewer).permissions
    total = queries.returned_seen(viewer, asked.wanted)
    pages = page.pages(page_asked(request.GET.dict()), total, request.GET.dict())
    built = page.returns_behind(
        asked.subject,
        queries.returned_list(viewer, asked.wanted, start=pages.offset, limit=pages.size),
        pages=pages,
        reported=queries.returned(viewer, asked.wanted) if Permission.REPORT in permissions else total,
        titles=queries.titles(asked.area.pk),
        today=today(),
        may_export=Permission.EXPORT in permissions,
    )
    return render(request, "measures/behind/page.jinja", {"page": built})


@needs(Permission.EXPORT)
def download(request: HttpRequest, area: str, period: Period, part: Part) -> HttpResponse:
    """All the rows as CSV; the audit keeps who took them."""
    asked, viewer = _asked(request, area, period, part), request.user
    rows = queries.returned_list(viewer, asked.wanted, limit=None, permission=Permission.EXPORT)
    actions.export(area=asked.area, by=viewer, on=today())
    content = csv_file(OF_CLOCKS, lines(rows, queries.titles(asked.area.pk), today()))
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{area}-{period.code}-{part.value}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _asked(request: HttpRequest, code: str, period: Period, part: Part) -> Asked:
    """The figure, where the viewer reads cases in the area; absent and forbidden read the same."""
    area = next((each for each in areas(request.user, Permission.READ_CASES) if each.code == code), None)
    if area is None or period.first > today():
        raise Http404("There is no such figure.")
    known = {service.code: service for service in services(area.pk)}
    narrowed = {name: request.GET.get(name, "") for name in ("service", "code")}
    if narrowed["service"] and narrowed["service"] not in known:
        raise Http404("The area has no such service.")
    service = known.get(narrowed["service"])
    reasons = queries.reasons(area.pk)
    return Asked(
        area,
        page.Subject(
            area.code, area.name, period, part, reasons, service.label if service else "", **narrowed
        ),
        queries.Returned(area.pk, period, today(), part, service.pk if service else None, narrowed["code"]),
    )
