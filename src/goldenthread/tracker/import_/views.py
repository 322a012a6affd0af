"""Bringing a tracker."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas
from goldenthread.clock import today
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused
from goldenthread.tracker import actions, queries
from goldenthread.tracker.import_ import forms, page
from goldenthread.tracker.rehearsing import read_content


@needs(Permission.IMPORT)
def import_(request: HttpRequest) -> HttpResponse:
    """Upload a file; one that cannot be read is refused beside its field, and not kept."""
    mine = areas(request.user, Permission.IMPORT)
    offered = [(area.code, area.name) for area in mine]
    form = forms.Import(request.POST or None, request.FILES or None, areas=offered)
    if form.is_valid():
        code = form.cleaned_data.get("area", offered[0][0])
        area = next(each for each in mine if each.code == code)
        with form.refusing():
            return redirect("tracker:preview", _kept(request, area, form.cleaned_data["file"]))
    screen = page.import_(offered, queries.imports(request.user), queries.waiting(request.user))
    return render(request, "tracker/import_/page.jinja", {"page": screen, "form": form})


def _kept(request: HttpRequest, area: Any, file: Any) -> Any:
    """The file, kept once it has been read without a refusal."""
    content, name = file.read(), file.name[-200:]
    try:
        read_content(content, name=name, area_id=area.pk, today=today())
    except Refused as refused:
        raise Refused(refused.sentence, field="file") from refused
    return actions.upload(area=area, file_name=name, content=content, by=request.user, on=today()).pk
