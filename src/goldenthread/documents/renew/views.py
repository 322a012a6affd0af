"""Putting a new version beside the others."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.documents import actions, queries
from goldenthread.documents.renew import forms
from goldenthread.documents.upload import page
from goldenthread.rules.access import Permission


@needs(Permission.FILE)
def renew(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Refused where somebody else brought a version meanwhile: look at that first."""
    of = found(queries.document(document_id, request.user))
    found(of if queries.may_be_renewed(of, request.user) else None)
    latest = queries.versions(of, request.user)[0].number
    form = forms.Renew(request.POST or None, request.FILES or None, initial={"number": str(latest)})
    if form.is_valid():
        file, seen = form.cleaned_data["file"], form.cleaned_data["number"]
        with form.refusing():
            made = actions.renew(
                document=of,
                number=int(seen) if seen.isdecimal() else 0,
                content=file.read(),
                file_name=file.name,
                by=request.user,
                on=today(),
            )
            messages.success(request, f"Version {made.number} of “{of.title}” was added.")
            return redirect("documents:document", of.pk)
    caption = f"{of.case.child.name}, {of.case.reference}" if of.case else f"Library, {of.area.name}"
    screen = page.renew(of.pk, of.title, caption, latest)
    return render(request, "documents/upload/page.jinja", {"page": screen, "form": form})
