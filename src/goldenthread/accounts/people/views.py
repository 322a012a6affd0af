"""The list of people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from goldenthread.accounts.people import page
from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries.members import members
from goldenthread.rules.access import Permission


@needs(Permission.MANAGE_MEMBERS)
def people(request: HttpRequest) -> HttpResponse:
    """Whoever has, or had, a role in an organisation of one's areas."""
    shown = page.people(
        members(request.user),
        lambda user_id: reverse("accounts:person", args=[user_id]),
        reverse("accounts:invite"),
    )
    return render(request, "accounts/people/page.jinja", {"page": shown})
