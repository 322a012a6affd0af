"""A session ends with its row, with time and with its person's last role; what was typed then is given back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from goldenthread.accounts import actions
from goldenthread.accounts.queries.sessions import Held, held, kept
from goldenthread.accounts.sessions.keeping import keep, return_to
from goldenthread.clock import today
from goldenthread.design.given_back import giving_back

Next = Callable[[HttpRequest], HttpResponse]

LEFT = "Your last role here has ended, so you are signed out."
BACK = "What you had typed is in the form again. Check it, then send it."


class sessions:  # noqa: N801 (named as the settings list it, like its neighbours)
    """A session ends with its row, with time, and with the person's last role. What was typed then is kept."""

    def __init__(self, next_: Next) -> None:
        self.next = next_

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            here = held(request.session.session_key)
            why = _why_over(here)
            if here is None or why:
                self._end(request, here, why)
            else:
                request.user.proof = here.session.proof
                if here.is_stale:
                    actions.see(here.session.key)
        return self.next(request)

    def _end(self, request: HttpRequest, here: Held | None, why: str) -> None:
        if here is not None:
            actions.time_out(session=here.session, by=here.session.by, on=today())
        logout(request)
        if here is not None:
            messages.info(request, why)
            if not here.has_left:
                request.was_of = here.session.by  # type: ignore[attr-defined]

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """After the form's token was checked: whatever was sent too late is kept, and the person signs in."""
        late = getattr(request, "was_of", None)
        if late is None or request.method != "POST" or hasattr(view, "is_open"):
            return None
        return keep(request, late, today())


def _why_over(here: Held | None) -> str:
    """The sentence that says why a session has ended; nothing where it holds."""
    if here is None or here.has_left:
        return LEFT if here else ""
    if here.is_idle:
        return f"You were signed out because nothing was done here for {settings.IDLE_MINUTES} minutes."
    if here.is_old:
        return f"You were signed out because {settings.SESSION_HOURS} hours had passed since you signed in."
    return ""


def typing(next_: Next) -> Next:
    """Give back, in its form, what somebody had typed before they were signed out; once sent it is forgotten."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person: Any = request.user
        found = kept(request.GET.get("kept", ""), person) if person.is_authenticated else None
        if found is None:
            return next_(request)
        row, words = found
        if request.method == "GET":
            with giving_back(words) as typed:
                messages.info(request, BACK)
                answer = next_(request)
            is_shown = typed.is_shown or answer.status_code in (403, 404)
            return answer if is_shown else redirect(return_to(row))
        answer = next_(request)
        if 300 <= answer.status_code < 400:
            actions.forget(kept=row, by=person, on=today())
        return answer

    return middleware
