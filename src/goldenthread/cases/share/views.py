"""Letting somebody into a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.cases import actions
from goldenthread.cases.share import forms, page
from goldenthread.cases.share.queries import named, on_which
from goldenthread.clock import today
from goldenthread.directory.queries import schools
from goldenthread.rules.access import Permission


@needs(Permission.SHARE)
def share(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A person by their address, or a school of the list, on a ground."""
    case = found(on_which(case_id, request.user, Permission.SHARE))
    listed = {str(each.pk): each for each in schools()}
    form = forms.Share(
        request.POST or None, today=today(), schools=[(key, each.name) for key, each in listed.items()]
    )
    if form.is_valid():
        with form.refusing():
            who = named(form.email_given)
            school = listed.get(form.school_given)
            actions.share(
                case=case, person=who, organisation=school, **form.words, by=request.user, on=today()
            )
            messages.success(request, f"{(who or school)!s} is let into the case.")
            return redirect("desk:access", case.pk)
    shown = {"page": page.share(case.pk, case.child.name, case.reference), "form": form}
    return render(request, "cases/share/page.jinja", shown)
