"""One letter template, and the way to it filled in for a case."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.clock import today
from goldenthread.desk.template import forms, page
from goldenthread.desk.template_preview.queries import case_called, tries
from goldenthread.desk.templates.queries import readable
from goldenthread.directory.queries import current_pack, editions
from goldenthread.post.letters import template as template_of
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused

NO_CASE = "There is no case with this reference that you may see. Check the reference."


@needs(Permission.NONE, changes_nothing=True)
def template(request: HttpRequest, area: str, template: str) -> HttpResponse:
    """Its words as the pack in force has them. Whoever reads cases may see it with one of them."""
    here = readable(request.user).get(area)
    version = current_pack(here.pk) if here else None
    if here is None or version is None:
        raise Http404
    try:
        found = template_of(version.data, template, today())
    except Refused as refusal:
        raise Http404 from refusal
    may_try = tries(request.user)
    form = forms.Try(request.POST or None)
    if may_try and form.is_valid():
        with form.refusing():
            case_id = case_called(form.cleaned_data["reference"], here, request.user)
            if case_id is None:
                raise Refused(NO_CASE, "reference")
            return redirect("desk:template_preview", case_id, template)
    built = page.template(here, version, found, has_others=len(editions(here.pk)) > 1, may_try=may_try)
    return render(request, "desk/template/page.jinja", {"page": built, "form": form})
