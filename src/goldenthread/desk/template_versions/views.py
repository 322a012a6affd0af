"""Two versions of an area's letters, side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.desk.template_versions import forms, page
from goldenthread.desk.template_versions.comparing import compared
from goldenthread.desk.templates.queries import readable
from goldenthread.directory.queries import Edition, editions, version
from goldenthread.rules.access import Permission
from goldenthread.rules.editions import as_of


@needs(Permission.NONE)
def template_versions(request: HttpRequest, area: str) -> HttpResponse:
    """The latest words and those before them, or the two that were asked for."""
    here = readable(request.user).get(area)
    every = {each.code: each for each in editions(here.pk)} if here else {}
    if here is None or not every:
        raise Http404
    newest = list(every)
    after = _asked(request, "after", every, newest[0])
    before = _asked(request, "before", every, newest[min(1, len(newest) - 1)])
    letters = compared(*({"template": _letters(here, each)} for each in (before, after)))
    form = forms.Versions(
        versions=[(code, page.in_short(each)) for code, each in every.items()],
        initial={"before": before.code, "after": after.code},
    )
    built = page.versions(here, before, after, letters)
    return render(request, "desk/template_versions/page.jinja", {"page": built, "form": form})


def _letters(area: Any, edition: Edition) -> list[Any]:
    """The templates of a version in their words of its day."""
    found = version(area.pk, edition.number)
    return as_of(found.data.get("template", []), edition.starts_on) if found else []


def _asked(request: HttpRequest, name: str, every: dict[str, Any], default: str) -> Any:
    """The version that the address names; nonsense asks for what is shown first."""
    return every.get(request.GET.get(name, ""), every[default])
