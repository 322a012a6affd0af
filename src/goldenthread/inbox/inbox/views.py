"""The mail that came in, and who sees to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.clock import today
from goldenthread.design.listing import Pages, page_asked
from goldenthread.inbox import queries
from goldenthread.inbox.inbox import page
from goldenthread.rules.access import Permission

SIZE = 25


@needs(Permission.WORK)
def inbox(request: HttpRequest) -> HttpResponse:
    """The list that waits, or one of those that were seen to, a page at a time."""
    viewer, query = request.user, request.GET.dict()
    which = query.get("list", "")
    which = which if which in queries.LISTS else "waiting"
    counts = queries.counts(viewer)
    pages = Pages(page_asked(query), SIZE, counts[which], {"list": which}, "mail")
    rows = queries.mails(viewer, which)
    lines = queries.lines(rows, viewer=viewer, start=pages.offset, limit=pages.size)
    screen = page.inbox(which, counts, lines, pages, today())
    return render(request, "inbox/inbox/page.jinja", {"page": screen})
