"""The month's page, and the month as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas
from goldenthread.clock import now, today
from goldenthread.measures import queries
from goldenthread.measures.month import Month, check_begun, latest_over, month_from, month_of, months_between
from goldenthread.measures.sitrep import page
from goldenthread.measures.sitrep.files import KINDS, named, written
from goldenthread.measures.sitrep.forms import Choose
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused


@needs(Permission.REPORT)
def sitrep(request: HttpRequest) -> HttpResponse:
    """One area's month; the latest that is over where none is asked for."""
    offered = areas(request.user, Permission.REPORT)
    area = next((each for each in offered if each.code == request.GET.get("area")), offered[0])
    first = queries.first_month(area, request.user, today())
    month, refusal = _asked(request, default=max(first, latest_over(today())))
    counted = queries.sitrep(area, month, viewer=request.user, at=now())
    form = Choose(
        areas=[(each.code, each.name) for each in offered],
        months=months_between(min(first, month), month_of(today())),
        initial={"area": area.code, "month": month.code},
    )
    built = page.sitrep(
        counted,
        may_open=queries.opens_cases(area, request.user),
        may_import=queries.imports(area, request.user),
        refusal=refusal,
    )
    return render(request, "measures/sitrep/page.jinja", {"page": built, "form": form})


@needs(Permission.REPORT)
def download(request: HttpRequest, area: str, month: Month, kind: str) -> HttpResponse:
    """The month as a workbook, a document or data: counts alone."""
    here = next((each for each in areas(request.user, Permission.REPORT) if each.code == area), None)
    if here is None or kind not in KINDS or month.first > today():
        raise Http404("There is no such report.")
    counted = queries.sitrep(here, month, viewer=request.user, at=now())
    answer = HttpResponse(written(counted, kind), content_type=KINDS[kind][0])
    answer["Content-Disposition"] = f'attachment; filename="{named(counted, kind)}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _asked(request: HttpRequest, default: Month) -> tuple[Month, str]:
    """The month in the address, or the default one and why it is shown instead."""
    text = request.GET.get("month", "")
    if not text:
        return default, ""
    try:
        month = month_from(text)
        check_begun(month, today())
    except Refused as refusal:
        return default, refusal.sentence
    return month, ""
