"""Giving a request pack out: made at once for whoever asks, and written down as a look."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.accounts.permission import found, needs
from goldenthread.advice.request_pack import queries
from goldenthread.advice.request_pack.paper import request_pack
from goldenthread.clock import now, today
from goldenthread.documents.handing import handed
from goldenthread.post.paper.files import file_of
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused


@needs(Permission.WRITE_LETTERS)
def download(request: HttpRequest, advice_id: UUID, kind: str) -> HttpResponse:
    """The pack of one request for advice, as it stands today."""
    told = found(queries.to_take(advice_id, request.user, today()))
    made = request_pack(told, on=today(), at=now())
    try:
        content = file_of(made, kind)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:case", told.asked.case_id)
    return handed(content, f"{made.file_name}.{kind}", kind)
