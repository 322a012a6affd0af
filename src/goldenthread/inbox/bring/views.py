"""Bringing a mail that came another way, such as to a person's own mailbox."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas
from goldenthread.cases.deed import Deed
from goldenthread.clock import LONDON, now, today
from goldenthread.design.page import Link
from goldenthread.inbox import actions, queries
from goldenthread.inbox.bring import forms
from goldenthread.inbox.mail.page import BACK
from goldenthread.inbox.receiving import read_one
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused

INTRO = (
    "It is kept as it is, read like mail from the mailbox, and waits to be filed to a case. A notice that a letter of "
    "ours was not delivered is not filed: it is the letter that waits, as one that came back."
)
BROUGHT = "The mail was brought in."
NOTICE = (
    "The mail was brought in. It is a notice about a letter of ours: the page Letters says where that stands."
)
HERE = "This mail is here already. Look for it among those that wait and those that were seen to."


@needs(Permission.WORK)
def bring(request: HttpRequest) -> HttpResponse:
    """One mail, saved as a file."""
    mine = {area.code: area for area in areas(request.user, Permission.WORK)}
    offered = [(code, area.name) for code, area in mine.items()]
    initial = {"received_on": today()}
    form = forms.Bring(
        request.POST or None, request.FILES or None, today=today(), initial=initial, areas=offered
    )
    if form.is_valid():
        typed = form.cleaned_data
        with form.refusing():
            on = typed["received_on"]
            mail = actions.keep(
                area=mine[typed.get("area") or offered[0][0]],
                raw=typed["file"].read(),
                arrived=datetime.combine(on, time(12), LONDON),
                by=request.user,
                on=on,
            )
            if mail is None:
                raise Refused(HERE, field="file")
            read_one(mail.pk, by=request.user, now=now())
            mail.refresh_from_db()
            messages.success(request, NOTICE if mail.state == queries.State.DISMISSED else BROUGHT)
            return redirect("inbox:mail", mail.pk)
    back = reverse("inbox:inbox")
    screen = Deed(
        title="Bring a mail",
        button="Bring it in",
        upload=True,
        back=Link(BACK, back),
        cancel=back,
        intro=INTRO,
    )
    return render(request, "cases/deed.jinja", {"page": screen, "form": form})
