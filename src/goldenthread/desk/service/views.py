"""One service in real time."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.advice.queries import answers_for, referrals_to
from goldenthread.advice.workbook import queries as lists
from goldenthread.clock import now, today
from goldenthread.deadlines import queries as deadlines
from goldenthread.design.words import moment
from goldenthread.desk import queries
from goldenthread.desk.addresses import to_each
from goldenthread.desk.letters.queries import unsent
from goldenthread.desk.practice import knowing, of_areas
from goldenthread.desk.service import page
from goldenthread.desk.worklist.lines import Before, lines
from goldenthread.directory.queries import contacts_within
from goldenthread.inbox.queries import unsettled
from goldenthread.rules.access import Permission


@needs(Permission.READ_CASES)
def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One service's figures and open requests, counted as the page loads."""
    viewer, on = request.user, today()
    row = queries.service_seen(service_id, viewer)
    if row is None:
        raise Http404
    rows = deadlines.worklist(viewer, deadlines.Wanted(service=service_id), on, limit=page.MOST)
    told = queries.told_about([(each.case_id, each.about) for each in rows])
    before = Before(unsettled({each.case_id for each in rows}), unsent([each.about for each in rows]))
    shown = lines(rows, told, knowing(of_areas([row.area_id]), told), on, to_each("desk:case"), before)
    may_hand_out, may_send = lists.ways_out(service_id, viewer)
    figures = deadlines.service_figures(viewer, service_id, on)
    screen = page.service(
        row,
        figures,
        shown,
        referrals_to([service_id], viewer),
        moment(now()),
        on=on,
        within=contacts_within(row.area_id),
        may_answer=answers_for(row, viewer),
        may_hand_out=may_hand_out,
        may_send=may_send,
    )
    return render(request, "desk/service/page.jinja", {"page": screen})
