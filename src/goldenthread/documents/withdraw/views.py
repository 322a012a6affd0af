"""Withdrawing a document."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.documents import actions, queries
from goldenthread.documents.withdraw import forms, page
from goldenthread.rules.access import Permission


@needs(Permission.FILE)
def withdraw(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """With its reason; then the list in which it stood. Who may read it and not withdraw it is told so."""
    of = found(queries.document(document_id, request.user))
    if not queries.may_be_withdrawn(of, request.user):
        raise PermissionDenied("Only whoever corrects the case, or filed the document, withdraws it.")
    form = forms.Withdraw(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.withdraw(document=of, reason=form.cleaned_data["reason"], by=request.user, on=today())
            messages.success(request, "The document was withdrawn. Nobody can open it here any more.")
            return redirect("documents:of_case", of.case_id) if of.case_id else redirect("documents:library")
    return render(request, "cases/deed.jinja", {"page": page.withdraw(of), "form": form})
