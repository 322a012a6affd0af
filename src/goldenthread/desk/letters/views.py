"""The list of letters, and the same as a file."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.design.listing import Pages, page_asked
from goldenthread.design.spreadsheet import harmless
from goldenthread.desk.letters import page
from goldenthread.desk.letters.forms import Narrow
from goldenthread.post import queries
from goldenthread.post.channels import is_set_up
from goldenthread.rules.access import Permission
from goldenthread.rules.channels import Channel


@needs(Permission.WRITE_LETTERS)
def letters(request: HttpRequest) -> HttpResponse:
    """Those that wait for somebody first."""
    viewer, query = request.user, request.GET.dict()
    wanted = _wanted(request)
    form = Narrow(request.GET or None, initial={"group": "act"})
    pages = Pages(page_asked(query), page.SIZE, queries.count(viewer, wanted), query, "letter")
    rows = queries.letters(viewer, wanted, start=pages.offset, limit=pages.size)
    shown = page.letters(rows, pages, query, is_off=not is_set_up(Channel.MAIL))
    return render(request, "desk/letters/page.jinja", {"page": shown, "form": form})


@needs(Permission.EXPORT)
def download(request: HttpRequest) -> HttpResponse:
    """The same letters, all of them, as CSV, of the cases that may be taken out."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(page.FILE_COLUMNS)
    rows = queries.letters(request.user, _wanted(request), limit=None, permission=Permission.EXPORT)
    for line in page.file_lines(rows):
        writer.writerow([harmless(cell) for cell in line])
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="letters.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _wanted(request: HttpRequest) -> queries.Wanted:
    """What the address asks for; nonsense asks for what waits."""
    group, sort = request.GET.get("group", ""), request.GET.get("sort", "")
    return queries.Wanted(
        group=group if group in queries.GROUPS else "act",
        sort=sort.removeprefix("-") or "written",
        is_descending=sort.startswith("-") or not sort,
    )
