"""The other advice by a link: the list, and one document of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found
from goldenthread.advice.by_link.look import page
from goldenthread.advice.by_link.look.queries import brought, others
from goldenthread.advice.by_link.visiting import Visit, visited
from goldenthread.clock import today
from goldenthread.documents.actions import download
from goldenthread.documents.handing import handed


@visited
def by_link_advice(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is here, from which service, of which day."""
    screen = page.others(visit.asked, others(visit.asked, visit.person))
    return render(request, "advice/by_link/look/page.jinja", {"page": screen})


@visited
def by_link_file(request: HttpRequest, visit: Visit, version_id: UUID) -> HttpResponse:
    """One of its documents, to be saved."""
    version = found(brought(version_id, visit.asked, visit.person))
    content = download(version=version, by=visit.person, on=today())
    return handed(content, version.file_name, version.format)
