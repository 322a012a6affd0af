"""Filing a mail to a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.inbox import actions, queries
from goldenthread.inbox.deed import on_mail
from goldenthread.inbox.file import forms
from goldenthread.rules.access import Classification, Permission, Section
from goldenthread.rules.refusals import Refused

UNKNOWN = "There is no case with this reference and this surname. Check both."
INTRO = (
    "The mail and the files that you tick go on this child’s case. Look twice at whose it is: whoever is on the case "
    "will see the files."
)


@needs(Permission.WORK)
def file(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """With the files that are ticked, as documents of the case."""
    of = found(queries.mail(mail_id, request.user))
    kept = {str(each.pk): each for each in queries.attachments(of, request.user) if each.sha256}
    form = forms.File(
        request.POST or None,
        initial={"attachments": list(kept), "classification": "ordinary", **_suggested(of, request.user)},
        attached=[(key, each.name) for key, each in kept.items()],
    )
    if form.is_valid():
        typed = form.cleaned_data
        with form.refusing():
            case = queries.case_named(typed["reference"], typed["surname"], of, request.user)
            if case is None:
                raise Refused(UNKNOWN, field="reference")
            actions.file_(
                mail=of,
                case=case,
                attachments=[kept[key] for key in typed.get("attachments", [])],
                section=Section(typed.get("section") or Section.REQUESTS),
                classification=Classification(typed.get("classification") or Classification.ORDINARY),
                by=request.user,
                on=today(),
            )
            messages.success(
                request, f"The mail was filed to the case of {case.child.name}, {case.reference}."
            )
            return redirect("inbox:inbox")
    screen = on_mail(of, title="File this mail to a case", button="File it", intro=INTRO)
    return render(request, "cases/deed.jinja", {"page": screen, "form": form})


def _suggested(of: Any, viewer: Any) -> dict[str, str]:
    """The case of the letter that it answers; the surname a person types, so that it is looked at."""
    case = queries.suggested(of, viewer)
    return {"reference": of.thread.case.reference} if case else {}
