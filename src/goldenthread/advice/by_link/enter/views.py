"""Opening a link and proving it. Opening changes nothing, so a mail scanner may; nothing of a child is here yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from goldenthread.accounts.actions import ensure_system_account, fail
from goldenthread.accounts.device import address
from goldenthread.accounts.permission import open_to_all
from goldenthread.accounts.queries.failures import opens_again_at
from goldenthread.advice import actions
from goldenthread.advice.by_link import page, visiting
from goldenthread.advice.by_link.enter import forms
from goldenthread.advice.by_link.queries import by_token, visitor
from goldenthread.clock import LONDON, today
from goldenthread.database.acting import by_link
from goldenthread.rules.refusals import Refused

if TYPE_CHECKING:
    from goldenthread.advice.models import AnswerLink

SENT = "answer-link-code-sent"
WRONG = "The code is not right, or is good no more. Check it, or ask for another."
CLOSED = "There were too many wrong codes. Try again after {}."


@open_to_all
@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address, so that it stays in no history."""
    link = by_token(token)
    if link is None:
        return visiting.over(request)
    visiting.remember(request, link)
    request.session.pop(SENT, None)
    return redirect("advice:by_link_code")


@open_to_all
@sensitive_post_parameters("code")
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Send a code, or take the one that was sent."""
    link = visiting.held(request)
    if link is None:
        return visiting.over(request)
    if visiting.is_proved(request, link):
        return redirect("advice:by_link")
    is_sending = request.POST.get("do") == "send"
    form = forms.Code(request.POST if request.POST and not is_sending else None)
    try:
        if is_sending:
            return _sent(request, link)
        if form.is_valid():
            return _proved(request, link, form.cleaned_data["code"])
    except Refused as refusal:
        _say(request, form, refusal)
    screen = page.code(is_sent=bool(request.session.get(SENT)))
    return render(request, "advice/by_link/enter/page.jinja", {"page": screen, "form": form})


def _say(request: HttpRequest, form: forms.Code, refusal: Refused) -> None:
    if form.is_bound:
        form.add_error("code", refusal.sentence)
    else:
        messages.warning(request, refusal.sentence)


def _sent(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    _refuse_closed(request, link)
    with by_link(link.pk):
        actions.send_code(link=link, by=visitor(link), on=today())
    request.session[SENT] = True
    return redirect("advice:by_link_code")


def _proved(request: HttpRequest, link: AnswerLink, typed: str) -> HttpResponse:
    """Right, and the browser goes on; wrong, and it is counted against the link and the network address."""
    _refuse_closed(request, link)
    with by_link(link.pk):
        is_right = actions.prove_code(link=link, code=typed, by=visitor(link), on=today())
    if not is_right:
        door = ensure_system_account("door", "Sign-in")
        fail(email=str(link.pk), address=address(request), by=door, on=today())
        raise Refused(WRONG)
    visiting.prove(request, link)
    return redirect("advice:by_link")


def _refuse_closed(request: HttpRequest, link: AnswerLink) -> None:
    """After too many failures nobody may try for a while: by this link, or from this network address."""
    again = opens_again_at(str(link.pk), address(request))
    if again is not None:
        raise Refused(CLOSED.format(f"{again.astimezone(LONDON):%H:%M}"))
