"""Writing advice."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import queries
from goldenthread.advice.answer import page
from goldenthread.advice.answer.queries import asked_of, sought_with
from goldenthread.advice.answer.taking import taken
from goldenthread.clock import today
from goldenthread.design.editing import conflict
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def answer(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Keep the draft, or hand the advice in; where a colleague changed the draft meanwhile, ask what to keep."""
    asked = found(queries.asked(advice_id, request.user))
    if asked.clock.met_on or asked.clock.ended_on:
        messages.info(
            request, f"The advice of {asked.service} is not awaited any more. Look at how it stands."
        )
        return redirect("desk:case", asked.case_id)
    on = today()
    did = taken(request.POST or None, asked, request.user, on)
    if did.done == page.SUBMIT:
        messages.success(request, f"The advice of {asked.service} was handed in. Its clock has stopped.")
        return redirect("desk:case", asked.case_id)
    if did.done:
        messages.success(request, page.KEPT[did.done])
        return redirect("advice:answer", advice_id)
    if did.clash:
        return conflict(request, did.clash, did.stands, page.changed(asked))
    screen = page.answer(
        asked,
        did,
        questions=asked_of(asked, request.user),
        remark=sought_with(asked, request.user),
    )
    return render(request, "advice/answer/page.jinja", {"page": screen, "form": did.form})
