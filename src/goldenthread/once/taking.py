"""What a view gives for a form that was sent before: the first result, or the page with the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from goldenthread.design.forms import turning_away
from goldenthread.design.words import moment
from goldenthread.once import actions, page
from goldenthread.once.keys import digest_of, key_of
from goldenthread.once.queries import sent

if TYPE_CHECKING:
    from goldenthread.once.models import Sending

View = Callable[..., HttpResponseBase]
UNPROCESSABLE = 422


def once(view: View) -> View:
    """Do a form's deed once for each key. A deed ends in a redirection; what ends in a page has done nothing."""

    @wraps(view)
    def taken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = key_of(request)
        if not key:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return _taken(request, key, lambda: view(request, *args, **kwargs))

    taken.is_once = True  # type: ignore[attr-defined]
    return taken


def _taken(request: HttpRequest, key: str, deed: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    by, digest = request.user, digest_of(request)
    if not actions.claim(by=by, key=key, digest=digest):
        first = sent(key, by)
        return _again(request, first) if first.digest == digest else _not_as_well(request, first, deed)
    answer = deed()
    if _is_done(answer):
        actions.keep(by=by, key=key, location=answer["Location"], said=_said(request))
    else:
        actions.release(by=by, key=key)
    return answer


def _is_done(answer: HttpResponseBase) -> bool:
    return 300 <= answer.status_code < 400


def _said(request: HttpRequest) -> list[tuple[int, str]]:
    """The messages that this request leaves to be said."""
    return [(message.level, str(message.message)) for message in _queue(request)]


def _queue(request: HttpRequest) -> list[Any]:
    """Django tells nobody what waits to be said without marking it as said."""
    queued: list[Any] = messages.get_messages(request)._queued_messages  # type: ignore[union-attr]
    return queued


def _again(request: HttpRequest, first: Sending) -> HttpResponse:
    """The same once more: said and shown as the first time, and nothing done."""
    for level, text in first.said:
        messages.add_message(request, level, text)
    return redirect(first.location)


def _not_as_well(
    request: HttpRequest, first: Sending, deed: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Other answers under the key of a form that was sent: shown again as typed, with the reason, and not done."""
    sentence = page.sentence(moment(first.sent_at), [text for _, text in first.said])
    with turning_away(sentence), transaction.atomic():
        answer = deed()
        if _is_done(answer):  # a deed without answers to turn away
            transaction.set_rollback(True)
    if _is_done(answer):
        _queue(request).clear()
        asked = page.not_as_well(sentence, request.get_full_path())
        answer = render(request, "once/page.jinja", {"page": asked})
    answer.status_code = UNPROCESSABLE
    return answer
