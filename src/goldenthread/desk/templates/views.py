"""The list of letter templates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.clock import today
from goldenthread.desk.templates import page
from goldenthread.desk.templates.queries import readable
from goldenthread.directory.queries import current_pack, editions
from goldenthread.rules.access import Permission


@needs(Permission.NONE)
def templates(request: HttpRequest) -> HttpResponse:
    """The letters of each area where the viewer reads cases, or which they set up."""
    found = [
        (area, current_pack(area.pk), len(editions(area.pk)) > 1) for area in readable(request.user).values()
    ]
    built = page.list_of([each for each in found if each[1] is not None], today())
    return render(request, "desk/templates/page.jinja", {"page": built})
