"""Two versions of an area's letters, side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.desk.template_versions import forms, page
from goldenthread.desk.template_versions.comparing import compared
from goldenthread.desk.templates.queries import readable
from goldenthread.directory.queries import version, versions
from goldenthread.rules.access import Permission


@needs(Permission.NONE)
def template_versions(request: HttpRequest, area: str) -> HttpResponse:
    """The version in force and the one before it, or the two that were asked for."""
    here = readable(request.user).get(area)
    every = {str(each.number): each for each in versions(here.pk)} if here else {}
    if here is None or not every:
        raise Http404
    newest = list(every)
    after = _asked(request, "after", every, newest[0])
    before = _asked(request, "before", every, newest[min(1, len(newest) - 1)])
    old, new = (version(here.pk, each.number) for each in (before, after))
    letters = compared(old.data if old else {}, new.data if new else {})
    form = forms.Versions(
        versions=[(number, page.named(each)) for number, each in every.items()],
        initial={"before": str(before.number), "after": str(after.number)},
    )
    built = page.versions(here, before, after, letters)
    return render(request, "desk/template_versions/page.jinja", {"page": built, "form": form})


def _asked(request: HttpRequest, name: str, every: dict[str, Any], default: str) -> Any:
    """The version that the address names; nonsense asks for what is shown first."""
    return every.get(request.GET.get(name, ""), every[default])
