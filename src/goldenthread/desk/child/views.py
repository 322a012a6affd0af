"""One child with all their cases."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.cases.queries import of_child, sections
from goldenthread.clock import today
from goldenthread.desk.addresses import to_each
from goldenthread.desk.child import page, queries
from goldenthread.people import queries as people
from goldenthread.rules.access import EVERY, Permission, Section

MENDED = (Section.IDENTIFIERS, Section.HOUSEHOLD)


@needs(Permission.READ_CASES)
def child(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """One child; absent and forbidden read the same."""
    viewer = request.user
    row = people.child(child_id, viewer)
    if row is None:
        raise Http404
    cases = of_child(child_id, viewer)
    standing = {id_: page.Standing(*values) for id_, values in queries.standing(cases, viewer).items()}
    mend = frozenset(part for part in MENDED if people.may_mend(child_id, viewer, part))
    opened = sections(viewer, cases) or (EVERY if mend else frozenset())
    carers = people.carers(row, viewer) if Section.HOUSEHOLD in opened else []
    built = page.child(row, carers, cases, standing, to_each("desk:case"), today(), mend, opened)
    return render(request, "desk/child/page.jinja", {"page": built})
