"""The pages of refusal, absence and failure."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from goldenthread.accounts.permission import open_to_all
from goldenthread.desk.errors import page

TEMPLATE = "desk/errors/page.jinja"


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is none, or none for this person."""
    return _said(request, page.absent(_home()), 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the role does not allow it."""
    return _said(request, page.forbidden(_home()), 403)


@open_to_all
def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is old or foreign."""
    return _said(request, page.stale(request.get_full_path()), 403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request makes no sense."""
    return _said(request, page.unreadable(_home()), 400)


def broken(request: HttpRequest) -> HttpResponse:
    """500: without a word to the database, which may be what is broken."""
    return HttpResponse(
        render_to_string(TEMPLATE, {"page": page.broken(_home(), getattr(request, "reference", ""))}),
        status=500,
    )


@open_to_all
def unrecorded(request: HttpRequest) -> HttpResponse:
    """503: no audit row, no page. Without a word to the database, which refused the row."""
    answer = HttpResponse(render_to_string(TEMPLATE, {"page": page.unrecorded(_home())}), status=503)
    answer["Retry-After"] = "60"
    answer["Cache-Control"] = "no-store"
    return answer


@open_to_all
def too_large(request: HttpRequest) -> HttpResponse:
    """413: before anybody is asked who it is, so without a word to the database."""
    return HttpResponse(render_to_string(TEMPLATE, {"page": page.too_large(_home())}), status=413)


def _said(request: HttpRequest, problem: page.Problem, status: int) -> HttpResponse:
    with transaction.atomic():
        return render(request, TEMPLATE, {"page": problem}, status=status)


def _home() -> str:
    return reverse("desk:worklist")
