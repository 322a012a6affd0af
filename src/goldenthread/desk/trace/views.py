"""Reading the audit of a case. Reading it leaves a row like any other look."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.design.listing import Pages, page_asked
from goldenthread.design.spreadsheet import harmless
from goldenthread.desk.trace import page, queries
from goldenthread.desk.trace.forms import Find, Narrow
from goldenthread.rules.access import Permission

UNKNOWN = "There is no case with this reference where you may read the audit. Check the reference."


@needs(Permission.READ_AUDIT, changes_nothing=True)
def traces(request: HttpRequest) -> HttpResponse:
    """Which case; its reference is sent, and stands in no address."""
    form = Find(request.POST or None)
    cases: list[queries.Traced] = []
    if form.is_valid():
        cases = queries.named(form.cleaned_data["reference"], request.user)
        if len(cases) == 1:
            return redirect("desk:trace", cases[0].case_id)
        if not cases:
            form.add_error("reference", UNKNOWN)
    return render(request, "desk/trace/find.jinja", {"page": page.find(cases), "form": form})


@needs(Permission.READ_AUDIT)
def trace(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who looked at this case and its child, and who did what, a page at a time."""
    viewer, case = request.user, found(queries.traced(case_id, request.user))
    form = _form(request, case)
    total = queries.count(case, form.wanted, viewer)
    pages = Pages(page_asked(request.GET.dict()), page.SIZE, total, request.GET.dict(), "row")
    rows = queries.traces(case, form.wanted, viewer, start=pages.offset, limit=pages.size)
    shown = page.of_case(case, rows, pages, queries.withdrawn(case, viewer))
    return render(request, "desk/trace/page.jinja", {"page": shown, "form": form})


@needs(Permission.READ_AUDIT)
def download(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same rows, all of them, as CSV."""
    viewer, case = request.user, found(queries.traced(case_id, request.user))
    form = _form(request, case)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(page.COLUMNS)
    for line in page.lines(queries.traces(case, form.wanted, viewer, limit=None)):
        writer.writerow([harmless(cell) for cell in line])
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="who-looked.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _form(request: HttpRequest, case: queries.Traced) -> Narrow:
    viewer = request.user
    return Narrow(request.GET or None, people=queries.people(case, viewer), days=queries.days(case, viewer))
