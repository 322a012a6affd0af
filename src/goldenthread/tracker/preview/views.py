"""Looking at an uploaded tracker, answering its questions, taking it in or giving it up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.clock import today
from goldenthread.design.words import counted, number
from goldenthread.directory.queries import councils, services
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused
from goldenthread.tracker import actions, queries
from goldenthread.tracker.answer import Answer
from goldenthread.tracker.preview import forms, page
from goldenthread.tracker.rehearsing import read_content


@needs(Permission.IMPORT)
def preview(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Rehearse the file with the answers given so far; take it in or delete it where that was pressed."""
    draft = queries.draft(draft_id, request.user)
    if draft is None:
        messages.info(
            request, "That file is no longer here: it was taken in, deleted, or replaced by another."
        )
        return redirect("tracker:import")
    pressed = request.POST.get("do")
    if pressed == "forget":
        actions.forget(by=request.user, on=today())
        messages.success(request, f"{draft.file_name} was deleted. Nothing of it was taken in.")
        return redirect("tracker:import")
    answers = forms.answers_in(request.POST)
    try:
        answer = _take(request, draft, answers, is_rehearsal=pressed != "take")
    except Refused as refused:
        messages.info(request, refused.sentence)
        return redirect("tracker:import")
    return _taken(request, draft, answer) if answer.import_id else _shown(request, draft, answer, answers)


def _take(request: HttpRequest, draft: Any, answers: forms.Answers, *, is_rehearsal: bool) -> Answer:
    """Read the file again with what was said of its cells; take it in, or only say what would come of it."""
    reading = read_content(
        draft.content, name=draft.file_name, area_id=draft.area_id, today=today(), answers=answers.cells
    )
    return actions.import_(
        area=draft.area,
        reading=reading,
        file_name=draft.file_name,
        council=request.POST.get("council", ""),
        answers=answers.choices,
        is_rehearsal=is_rehearsal,
        by=request.user,
        on=today(),
    )


def _taken(request: HttpRequest, draft: Any, answer: Answer) -> HttpResponse:
    actions.forget(by=request.user, on=today())
    new, updated = counted(answer.created, "new request"), number(answer.updated)
    messages.success(
        request,
        f"{draft.file_name} was taken in: {new}, {updated} updated. "
        "Their dates are on the worklist; what was late already waits there for you to start its ladder.",
    )
    return redirect("tracker:taken", answer.import_id)


def _shown(request: HttpRequest, draft: Any, answer: Answer, answers: forms.Answers) -> HttpResponse:
    labels = [service.label for service in services(draft.area_id)]
    form = forms.Preview(answer.questions, sorted(answer.reading.rejected), answers.typed, labels)
    built = page.preview(draft.file_name, draft.area.name, answer, form)
    offered = [(each.code, each.name) for each in councils(draft.area_id)]
    form.councils(offered, request.POST.get("council", "") or queries.first_council(draft.area_id))
    return render(request, "tracker/preview/page.jinja", {"page": built, "form": form})
