"""The documents that an area's managers share (S0-11)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.design.listing import Pages, page_asked
from goldenthread.documents import listed, queries
from goldenthread.documents.library import page
from goldenthread.rules.access import Permission


@needs(Permission.READ_LIBRARY)
def library(request: HttpRequest) -> HttpResponse:
    """Every area's whose library the viewer reads, a page at a time."""
    viewer, query = request.user, request.GET.dict()
    form = listed.Narrow(request.GET or None, has_parts=False)
    rows = queries.library(viewer, form.wanted)
    pages = Pages(page_asked(query), listed.SIZE, rows.count(), listed.asked(query), "document")
    lines = queries.lines(rows, viewer=viewer, start=pages.offset, limit=pages.size)
    screen = page.library(lines, pages, form.wanted, may_add=queries.shelves(viewer))
    return render(request, "documents/listed.jinja", {"page": screen, "form": form})
