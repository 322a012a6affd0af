"""Putting a document on a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.documents import actions, queries
from goldenthread.documents.upload import forms, page
from goldenthread.rules.access import Classification, Permission, Section


@needs(Permission.FILE)
def upload(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The file is checked, kept, and stands on the case."""
    case = found(queries.case_of(case_id, request.user, Permission.FILE))
    services = {str(each.pk): each for each in queries.services(case, request.user)}
    form = forms.Upload(
        request.POST or None,
        request.FILES or None,
        initial={"classification": Classification.ORDINARY.value},
        parts=queries.parts(case, request.user, Permission.FILE),
        services=[(key, each.label) for key, each in services.items()],
    )
    if form.is_valid():
        typed = form.cleaned_data
        with form.refusing():
            kept = actions.upload(
                case=case,
                title=typed["title"],
                kind=typed["kind"],
                section=Section(typed["section"]),
                classification=Classification(typed["classification"]),
                service=services.get(typed.get("service") or ""),
                content=typed["file"].read(),
                file_name=typed["file"].name,
                by=request.user,
                on=today(),
            )
            messages.success(request, f"“{kept.title}” was added to this case.")
            return redirect("documents:of_case", case.pk)
    screen = page.upload(case.pk, case.child.name, case.reference)
    return render(request, "documents/upload/page.jinja", {"page": screen, "form": form})
