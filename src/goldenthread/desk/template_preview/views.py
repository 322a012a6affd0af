"""A letter template, seen with a case."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found, needs
from goldenthread.cases.queries import case as case_of
from goldenthread.clock import today
from goldenthread.desk.template_preview import page, queries
from goldenthread.desk.templates.reading import uses
from goldenthread.directory.queries import current_pack
from goldenthread.post.letters import template as template_of
from goldenthread.rules.access import Permission
from goldenthread.rules.letters import previewed
from goldenthread.rules.refusals import Refused


@needs(Permission.READ_CASES)
def template_preview(request: HttpRequest, case_id: UUID, template: str) -> HttpResponse:
    """As the pack in force would have it, with what the record knows. Nothing is written."""
    case = found(case_of(case_id, request.user))
    version = found(current_pack(case.area_id))
    try:
        letter = template_of(version.data, template, today())
    except Refused as refusal:
        raise Http404 from refusal
    services = queries.requests_of(case, request.user)
    asked = request.GET.get("about", "")
    about = asked if asked in services else next(iter(services), "")
    use = next(iter(uses(version.data, letter)), None)
    values = queries.values(case, about, use, version.data, viewer=request.user, on=today())
    built = page.preview(case, letter, previewed(letter.wording, values), services, about)
    return render(request, "desk/template_preview/page.jinja", {"page": built})
