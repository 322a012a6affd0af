"""Putting a document into the library."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas
from goldenthread.clock import today
from goldenthread.documents import actions
from goldenthread.documents.shelve import forms
from goldenthread.documents.upload import page
from goldenthread.rules.access import Permission


@needs(Permission.KEEP_LIBRARY)
def shelve(request: HttpRequest) -> HttpResponse:
    """The file is checked, kept, and shared with the area's managers."""
    mine = {area.code: area for area in areas(request.user, Permission.KEEP_LIBRARY)}
    form = forms.Shelve(
        request.POST or None,
        request.FILES or None,
        areas=[(code, area.name) for code, area in mine.items()],
    )
    if form.is_valid():
        typed = form.cleaned_data
        with form.refusing():
            kept = actions.shelve(
                area=mine[typed.get("area") or next(iter(mine))],
                title=typed["title"],
                kind=typed["kind"],
                content=typed["file"].read(),
                file_name=typed["file"].name,
                by=request.user,
                on=today(),
            )
            messages.success(request, f"“{kept.title}” was added to the library.")
            return redirect("documents:library")
    return render(request, "documents/upload/page.jinja", {"page": page.shelve(), "form": form})
