"""Writing the advice by a link: what is asked, the form, the draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import open_to_all
from goldenthread.advice.answer.page import KEPT, SUBMIT
from goldenthread.advice.answer.queries import asked_of, sought_with
from goldenthread.advice.answer.taking import taken
from goldenthread.advice.by_link import page
from goldenthread.advice.by_link.look.queries import others
from goldenthread.advice.by_link.visiting import Visit, given_back, visited
from goldenthread.clock import today
from goldenthread.design.editing import conflict


@visited
def by_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the draft, or hand the advice in: then the link has ended. Of a draft that two changed, ask what to keep."""
    back = given_back(request) if request.method == "GET" else None
    did = taken(request.POST or None, visit.asked, visit.person, today(), back=back)
    if did.done == SUBMIT:
        return redirect("advice:by_link_done")
    if did.done:
        messages.success(request, KEPT[did.done])
        return redirect("advice:by_link")
    if did.clash:
        return conflict(request, did.clash, did.stands, page.changed(visit.asked))
    screen = page.write(
        visit.asked,
        did,
        questions=asked_of(visit.asked, visit.person),
        remark=sought_with(visit.asked, visit.person),
        others=len(others(visit.asked, visit.person)),
    )
    return render(request, "advice/by_link/write/page.jinja", {"page": screen, "form": did.form})


@open_to_all
def by_link_done(request: HttpRequest) -> HttpResponse:
    """It says nothing of any request, so that it may be read by anybody."""
    return render(request, "advice/by_link/done.jinja", {"page": page.done()})
