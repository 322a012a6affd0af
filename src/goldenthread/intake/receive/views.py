"""Receiving a council's request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas
from goldenthread.cases.queries import of_child
from goldenthread.clock import today
from goldenthread.directory import queries as directory
from goldenthread.inbox.queries import named
from goldenthread.intake import actions, queries
from goldenthread.intake.receive import page
from goldenthread.intake.receive.candidates import Candidate, candidate, differences
from goldenthread.intake.receive.forms import Receive
from goldenthread.people.queries import child, matches
from goldenthread.rules.access import Permission
from goldenthread.rules.regime import applying
from goldenthread.rules.regime.reckoning import reckon

AS_TYPED = ("key", "reference", "assessment_requested_on", "remark", "on")


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
        typed = form.cleaned_data
        if earlier := queries.request(typed["key"], request.user):
            messages.info(request, f"This request was received already, on case {earlier.case.reference}.")
            return redirect("desk:case", earlier.case_id)
        if form.settle(_candidates(request, area, typed)):
            with form.refusing():
                return _received(request, area, form)
        else:
            screen = page.matching(area.name, form.name, typed["born_on"], typed["nhs_number"])
    return render(request, "intake/receive/page.jinja", {"page": screen, "form": form})


def _form(request: HttpRequest, area: Any) -> Receive:
    return Receive(
        request.POST or None,
        today=today(),
        initial={"on": _arrived_on(request)},
        councils=[(str(council.pk), council.name) for council in queries.councils(area.pk, request.user)],
        schools=[(str(school.pk), school.name) for school in directory.schools()],
        services=[
            (str(each.pk), f"{each.label}: {each.name}") for each in directory.live_services(area.pk, today())
        ],
    )


def _arrived_on(request: HttpRequest) -> date:
    """The day on which the mail was received from which somebody came here; else today."""
    of = named(request.GET.get("mail", ""), request.user)
    return of.received_on if of else today()


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
    arriving = actions.Arriving(
        **{**form.particulars(), "school": _one(directory.schools(), typed["school"])}
    )
    same_as = child(chosen.value, request.user) if chosen else None
    received = actions.receive_child(
        area=area,
        arriving=arriving,
        same_as=same_as,
        is_different=typed["child"] != "",
        council=_one(queries.councils(area.pk, request.user), typed["council"]),
        named=[each for each in directory.live_services(area.pk, today()) if str(each.pk) in typed["named"]],
        hopes=actions.Hopes(typed["aspirations"], typed["outcomes"]),
        **{name: typed[name] for name in AS_TYPED},
        by=request.user,
    )
    works_on = queries.works_on(request.user)
    due_on = reckon(applying("advice", typed["on"]), typed["on"]).due_on
    front_door = "" if works_on else area.front_door
    messages.success(request, page.received(received.case.reference, due_on, front_door))
    if same_as and (differs := differences(same_as, arriving)):
        messages.info(request, page.left_as_it_was(same_as.name, differs))
    return (
        redirect("intake:acknowledge", received.pk) if works_on else redirect("desk:case", received.case_id)
    )


def _one(rows: Iterable[Any], key: str) -> Any:
    """The row that was chosen; none where nothing was."""
    return next((row for row in rows if str(row.pk) == key), None)
