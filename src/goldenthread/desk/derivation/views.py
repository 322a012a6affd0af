"""How is this date worked out?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from goldenthread.accounts.permission import needs
from goldenthread.clock import today
from goldenthread.deadlines.queries import clock as clock_row
from goldenthread.design.page import Link
from goldenthread.desk.case.queries import CaseFile, case_file
from goldenthread.desk.derivation import page
from goldenthread.desk.practice import ladder
from goldenthread.rules.access import Permission
from goldenthread.rules.clocks import Clock, clocks
from goldenthread.rules.clocks import derivation as derived
from goldenthread.rules.escalation import forecast


@needs(Permission.READ_CASES)
def derivation(request: HttpRequest, about: UUID, limit: str, step: str = "") -> HttpResponse:
    """The explanation of a clock's date, or of one step of its ladder; reckoned afresh from the facts."""
    row = clock_row(about, limit, request.user)
    file = case_file(row.case_id, request.user, today()) if row else None
    clock = _clock(file, about, limit) if file else None
    if file is None or clock is None:
        raise Http404
    explained = _step(file, clock, about, step) if step else _limit(file, clock, about)
    return render(request, "desk/derivation/page.jinja", {"page": explained})


def _clock(file: CaseFile, about: UUID, limit: str) -> Clock | None:
    return next((one for one in clocks(file.facts) if one.about == str(about) and one.limit == limit), None)


def _limit(file: CaseFile, clock: Clock, about: UUID) -> page.Explained:
    people = {str(row.by_id): row.by.name for row in file.rows}
    claims = [replace(claim, by=people.get(claim.by or "")) for claim in clock.claims]
    found = derived(clock.limit, on=clock.starts_on, claims=claims)
    return page.of_clock(
        found, clock, child=file.case.child.name, back=_back(file), about=file.names.get(str(about), "")
    )


def _step(file: CaseFile, clock: Clock, about: UUID, code: str) -> page.Explained:
    advice = next((each for each in file.advices if each.pk == about), None)
    if advice is None:
        raise Http404
    facts = file.about(advice.pk, advice.request_id)
    steps = forecast(ladder(advice.pack_version_id), due_on=clock.due_on, facts=facts, today=today())
    one = next((each for each in steps if each.step.code == code), None)
    if one is None:
        raise Http404
    return page.of_step(
        one,
        steps,
        due_on=clock.due_on,
        practice=file.practice,
        area=file.case.area.name,
        child=file.case.child.name,
        back=_back(file),
        about=advice.service.label,
    )


def _back(file: CaseFile) -> Link:
    return Link(f"Back to case {file.case.reference}", reverse("desk:case", args=[file.case.pk]))
