"""The documents of a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found, needs
from goldenthread.design.listing import Pages, page_asked
from goldenthread.documents import listed, queries
from goldenthread.documents.of_case import page
from goldenthread.rules.access import Permission


@needs(Permission.READ_CASES)
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Those that are open to the viewer, a page at a time."""
    viewer, query = request.user, request.GET.dict()
    case = found(queries.case_of(case_id, viewer, Permission.READ_CASES))
    form = listed.Narrow(request.GET or None, has_parts=True)
    rows = queries.of_case(case, viewer, form.wanted)
    pages = Pages(page_asked(query), listed.SIZE, rows.count(), listed.asked(query), "document")
    lines = queries.lines(rows, viewer=viewer, start=pages.offset, limit=pages.size)
    about = (case.pk, case.child.name, case.reference)
    may_add = bool(queries.parts(case, viewer, Permission.FILE))
    screen = page.of_case(about, lines, pages, form.wanted, may_add=may_add)
    return render(request, "documents/listed.jinja", {"page": screen, "form": form})
