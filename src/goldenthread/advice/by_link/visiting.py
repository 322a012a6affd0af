"""One request of a browser that came by a link: which link, whether its code was proved here, and as whom it acts.

The browser's session remembers the link and until when its code counts. Whoever comes acts as the account of links with
that link's own case open, and nothing else; every look and every deed leaves a row that names the link.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldenthread.accounts.permission import open_to_all, route
from goldenthread.accounts.sealing import InvalidToken, seal, unseal
from goldenthread.advice import queries
from goldenthread.advice.by_link import page
from goldenthread.advice.by_link.queries import by_id, visitor
from goldenthread.advice.queries import Asked
from goldenthread.audit.actions import record
from goldenthread.audit.watch import watching
from goldenthread.database.acting import by_link
from goldenthread.design.given_back import STOOD
from goldenthread.rules.access import Permission
from goldenthread.rules.answer_links import PROOF_LASTS

if TYPE_CHECKING:
    from goldenthread.accounts.models import User
    from goldenthread.advice.models import AnswerLink

LINK, PROVED, TYPED = "answer-link", "answer-link-proved", "answer-link-typed"
LASTS = int(PROOF_LASTS.total_seconds())
A_DAY = 86_400
"""Seconds for which what was typed too late can be given back."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came, by which link, about which request."""

    link: AnswerLink
    person: User
    asked: Asked


View = Callable[..., HttpResponseBase]
Visited = Callable[..., HttpResponse]


def remember(request: HttpRequest, link: AnswerLink) -> None:
    """Another link is another visit: its code has to be proved anew."""
    for name in (PROVED, TYPED):
        request.session.pop(name, None)
    request.session[LINK] = str(link.pk)


def held(request: HttpRequest) -> AnswerLink | None:
    """The link by which this browser came, while it lives."""
    remembered = request.session.get(LINK, "")
    return by_id(remembered) if remembered else None


def prove(request: HttpRequest, link: AnswerLink) -> None:
    """The code was right: this browser, under a session key that nobody knew before."""
    request.session.cycle_key()
    _prolong(request, link)


def _prolong(request: HttpRequest, link: AnswerLink) -> None:
    request.session[PROVED] = seal(str(link.pk))


def is_proved(request: HttpRequest, link: AnswerLink) -> bool:
    """Whether this link's code was proved here, and something was done since not too long ago."""
    try:
        return unseal(request.session.get(PROVED, ""), within=LASTS) == str(link.pk)
    except InvalidToken:
        return False


def over(request: HttpRequest) -> HttpResponse:
    """A link that has ended, or never was: the same words for both."""
    return render(request, "advice/by_link/over.jinja", {"page": page.over()}, status=410)


def visited(view: Visited) -> View:
    """A page for whoever has proved the code of a live link, about its one request, while that is awaited.

    `words` are those of the address: what they name is looked up among what the link opens.
    """

    @open_to_all
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **words: Any) -> HttpResponse:
        link = held(request)
        if link is None:
            return over(request)
        if not is_proved(request, link):
            return _ask_again(request)
        try:
            with transaction.atomic(), by_link(link.pk):
                return _watched(request, link, view, words)
        except (DatabaseError, ObjectDoesNotExist):
            if by_id(str(link.pk)) is not None:
                raise
            return over(
                request
            )  # it ended meanwhile: the advice came from another window, or the link was taken back

    return guarded


def _watched(request: HttpRequest, link: AnswerLink, view: Visited, words: Mapping[str, Any]) -> HttpResponse:
    person = visitor(link)
    with watching(
        by=person, deed=route(request), rule=Permission.ANSWER.value, basis=f"link {link.pk}"
    ) as watch:
        asked = queries.asked(link.advice_id, person)
        if asked is None or asked.clock.met_on or asked.clock.ended_on:
            watch.forget()
            return over(request)
        _prolong(request, link)
        if request.method == "POST":
            note(link, route(request), person)
        answer = view(request, Visit(link, person, asked), **words)
        if 300 <= answer.status_code < 400:
            watch.forget()
    return answer


def note(link: AnswerLink, deed: str, person: User) -> None:
    """One row that names the link; what else this request does stands under the same errand."""
    record(
        by=person, deed=deed, subject="answer_link", subject_id=link.pk, area=link.area_id, case=link.case_id
    )


def _ask_again(request: HttpRequest) -> HttpResponse:
    """The code is asked for again; what was typed meanwhile waits, sealed, in the browser's own session."""
    if request.method == "POST" and {"do", STOOD} & set(request.POST):
        request.session[TYPED] = seal(json.dumps(request.POST.dict()))
    return redirect("advice:by_link_code")


def given_back(request: HttpRequest) -> dict[str, Any]:
    """What was typed too late, once."""
    sealed = request.session.pop(TYPED, "")
    if not sealed:
        return {}
    try:
        typed: dict[str, Any] = json.loads(unseal(sealed, within=A_DAY))
    except InvalidToken:
        return {}
    return typed
