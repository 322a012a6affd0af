"""Receiving a council's request."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas, may
from goldenthread.cases.queries import of_child
from goldenthread.clock import today
from goldenthread.design.words import day, listed
from goldenthread.directory import queries as directory
from goldenthread.intake import actions, queries
from goldenthread.intake.receive import page
from goldenthread.intake.receive.candidates import Candidate, candidate
from goldenthread.intake.receive.forms import Receive
from goldenthread.people.queries import child, matches
from goldenthread.rules.access import Permission
from goldenthread.rules.regime import applying
from goldenthread.rules.regime.reckoning import reckon

PARTICULARS = ("forename", "surname", "born_on", "nhs_number", "upn", "gp_practice")
DIFFERENCES = {
    "forename": "forename",
    "surname": "surname",
    "born_on": "date of birth",
    "nhs_number": "NHS number",
    "upn": "UPN",
    "school": "school",
    "gp_practice": "GP practice",
}


@needs(Permission.RECEIVE)
def receive(request: HttpRequest, code: str = "") -> HttpResponse:
    """The form, then perhaps whom it may be about; everything typed is carried between the two."""
    mine = areas(request.user, Permission.RECEIVE)
    chosen = [area for area in mine if code in ("", area.code)]
    if not chosen:
        raise Http404
    if len(chosen) > 1:
        where = page.where([(area.code, area.name) for area in mine])
        return render(request, "intake/receive/where.jinja", {"page": where})
    return _receive(request, chosen[0])


def _receive(request: HttpRequest, area: Any) -> HttpResponse:
    form = _form(request, area)
    screen = page.receive(area.name)
    if "again" not in request.POST and form.is_valid():
        if not form.settle(_candidates(request, area, form.cleaned_data)):
            screen = page.matching(
                area.name, f"{form.cleaned_data['forename']} {form.cleaned_data['surname']}"
            )
        else:
            with form.refusing():
                return _received(request, area, form)
    return render(request, "intake/receive/page.jinja", {"page": screen, "form": form})


def _form(request: HttpRequest, area: Any) -> Receive:
    return Receive(
        request.POST or None,
        today=today(),
        initial={"on": today()},
        councils=[(str(council.pk), council.name) for council in queries.councils(area.pk, request.user)],
        schools=[(str(school.pk), school.name) for school in directory.schools()],
        services=[
            (str(each.pk), f"{each.label}: {each.name}") for each in directory.live_services(area.pk, today())
        ],
    )


def _candidates(request: HttpRequest, area: Any, typed: dict[str, Any]) -> list[Candidate]:
    keys = ("forename", "surname", "born_on", "nhs_number", "upn")
    found = matches(viewer=request.user, area_id=area.pk, **{key: typed[key] for key in keys})
    return [
        candidate(
            child_id=match.child.pk,
            name=match.child.name,
            born_on=match.child.born_on,
            nhs_number=match.child.nhs_number,
            reason=match.reason,
            references=[case.reference for case in of_child(match.child.pk, request.user)],
            typed=typed["reference"],
        )
        for match in found
    ]


def _received(request: HttpRequest, area: Any, form: Receive) -> HttpResponse:
    typed, chosen = form.cleaned_data, form.chosen()
    school = next((each for each in directory.schools() if str(each.pk) == typed["school"]), None)
    arriving = actions.Arriving(**{name: typed[name] for name in PARTICULARS}, school=school)
    same_as = child(chosen.value, request.user) if chosen else None
    received = actions.receive_child(
        area=area,
        arriving=arriving,
        same_as=same_as,
        is_different=typed["child"] != "",
        key=typed["key"],
        council=next(
            each for each in queries.councils(area.pk, request.user) if str(each.pk) == typed["council"]
        ),
        reference=typed["reference"],
        named=[each for each in directory.live_services(area.pk, today()) if str(each.pk) in typed["named"]],
        assessment_requested_on=typed["assessment_requested_on"],
        remark=typed["remark"],
        by=request.user,
        on=typed["on"],
    )
    due_on = reckon(applying("advice", typed["on"]), typed["on"]).due_on
    works_on = may(request.user, Permission.WORK)
    coming = (
        "Next, look the child up and tell the council who will respond."
        if works_on
        else f"Next, {area.front_door} looks the child up and tells the council who will respond."
    )
    messages.success(
        request,
        f"The request was received on case {received.case.reference}. Health advice is due by {day(due_on)}. {coming}",
    )
    if same_as and (differs := _differences(same_as, arriving)):
        messages.info(
            request,
            f"What is held of {same_as.name} differs in {listed(differs)} and was left as it was. "
            "Change it on the child's page if the council is right.",
        )
    return (
        redirect("intake:acknowledge", received.pk) if works_on else redirect("desk:case", received.case_id)
    )


def _differences(held: Any, arriving: actions.Arriving) -> list[str]:
    """What the council says otherwise than is held here."""
    return [
        words
        for name, words in DIFFERENCES.items()
        if (said := getattr(arriving, name)) and str(said).casefold() != str(getattr(held, name)).casefold()
    ]
