"""The request pack by a link: what the link opens of it, without the child's numbers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.accounts.permission import found
from goldenthread.advice.by_link.visiting import Visit, visited
from goldenthread.advice.request_pack import queries
from goldenthread.advice.request_pack.paper import request_pack
from goldenthread.clock import now, today
from goldenthread.documents.handing import handed
from goldenthread.post.paper.files import file_of
from goldenthread.rules.answer_links import OPENS
from goldenthread.rules.refusals import Refused


@visited
def by_link_pack(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """The pack of the one request that the link is about."""
    told = found(queries.to_take(visit.link.advice_id, visit.person, today(), opened=OPENS))
    made = request_pack(told, on=today(), at=now())
    try:
        content = file_of(made, kind)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("advice:by_link")
    return handed(content, f"{made.file_name}.{kind}", kind)
