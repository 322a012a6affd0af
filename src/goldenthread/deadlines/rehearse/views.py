"""Rehearsing a changed ladder, and taking the result away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas
from goldenthread.clock import today
from goldenthread.deadlines import actions
from goldenthread.deadlines.rehearse import forms, page, queries, tables
from goldenthread.design.files import csv_file, handed_over, xlsx_file
from goldenthread.design.words import counted, short_day
from goldenthread.directory.pack import check, read
from goldenthread.rules.access import Permission


@needs(Permission.SET_UP, changes_nothing=True)
def rehearse(request: HttpRequest) -> HttpResponse:
    """A pack, checked line by line, beside the one in force. Neither the file nor the result is kept."""
    mine = areas(request.user, Permission.SET_UP)
    offered = [(area.code, area.name) for area in mine]
    form = forms.Rehearse(request.POST or None, request.FILES or None, areas=offered)
    screen = page.rehearse()
    if form.is_valid():
        pack = form.cleaned_data["pack"]
        if problems := check(pack):
            said = f"This pack has {counted(len(problems), 'problem')}. Mend what is listed, then choose it again."
            form.add_error("file", said)
            screen = page.rehearse(problems)
        else:
            code = form.cleaned_data.get("area", offered[0][0])
            area = next(each for each in mine if each.code == code)
            with form.refusing():
                found = queries.rehearse(area, read(pack), viewer=request.user, today=today())
                if request.POST.get("take") in ("csv", "xlsx"):
                    return _taken(request, area, found, request.POST["take"])
                listed = queries.shown(found, request.user, most=page.MOST_LISTED + 1)
                screen = page.found(found, listed, area=code, pack=pack)
    return render(request, "deadlines/rehearse/page.jinja", {"page": screen, "form": form})


def _taken(request: HttpRequest, area: Any, found: queries.Rehearsal, kind: str) -> HttpResponse:
    """Each letter for whoever may take cases out, and the counts; a CSV file has the one or the other."""
    sheets = [tables.by_all(found)]
    listed = queries.taken(found, request.user)
    if listed is not None:
        actions.rehearse(area=area, by=request.user, on=today())
        sheets.insert(0, tables.letters(found, listed))
    rows = {one.title: (one.columns, *one.rows) for one in sheets}
    content = xlsx_file(rows) if kind == "xlsx" else csv_file(rows[sheets[0].title])
    return handed_over(content, f"ladder {area.code} {short_day(found.until)}", kind)
