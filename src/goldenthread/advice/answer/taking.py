"""What a form of advice that was sent does: it is kept as a draft, with another row if asked, or handed in.

Shared by whoever is signed in and whoever came by a link. Nothing that was typed is lost: what cannot be done is shown
again as it was sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from goldenthread.advice import actions
from goldenthread.advice.answer import queries
from goldenthread.advice.answer.forms import Answer, boxes, counted, rows_of
from goldenthread.advice.answer.page import BACK, CHANGED, MORE, SAVE, SUBMIT, saved
from goldenthread.advice.queries import Asked
from goldenthread.design.forms import refuse
from goldenthread.design.page import Row
from goldenthread.design.words import moment
from goldenthread.rules.refusals import Refused, Stale

if TYPE_CHECKING:
    from goldenthread.accounts.models import User


@dataclass(frozen=True, slots=True)
class Taken:
    """The form to show, the draft on which it goes on, and what was done: the button's word, or nothing."""

    form: Answer
    version: int
    saved: str
    warning: str = ""
    theirs: tuple[Row, ...] = ()
    done: str = ""


def taken(
    sent: Mapping[str, str] | None,
    asked: Asked,
    by: User,
    on: date,
    *,
    back: Mapping[str, str] | None = None,
) -> Taken:
    """Show the draft as it stands, or do what the button that was pressed says. `back` was sent too late to be kept."""
    draft = queries.draft(asked.advice.pk, by)
    version = draft.version if draft else 0
    stands = saved(draft.saved_by.name, draft.saved_at) if draft else ""
    if back and not sent:
        form = Answer(initial=back, rows=rows_of(back), today=on)
        return Taken(form, _number(back.get("version", "")), stands, BACK)
    if not sent:
        typed = draft.typed if draft else {}
        return Taken(Answer(initial=typed, rows=rows_of(typed), today=on), version, stands)
    rows, before = rows_of(sent), _number(sent.get("version", ""))
    form, button = Answer(sent, rows=rows, today=on), sent.get("do", SAVE)
    if form.is_valid() and button == SUBMIT:
        with form.refusing():
            actions.answer(advice=asked.advice, **_given(form), by=by, on=on)
            return Taken(form, version, stands, done=SUBMIT)
    if button == SUBMIT or form.non_field_errors():  # what was turned away is not kept either
        return Taken(form, before, stands)
    if added := MORE.get(button):
        rows = {**rows, added: counted(rows[added] + 1)}
    typed = {**form.typed, **{name: str(number) for name, number in rows.items()}}
    try:
        actions.draft(advice=asked.advice, typed=typed, version=before, by=by, on=on)
        return Taken(form, version, stands, done=button)
    except Stale:
        warning = CHANGED.format(name=draft.saved_by.name, moment=moment(draft.saved_at)) if draft else ""
        theirs = tuple(_differing(draft.typed, typed, on)) if draft else ()
        return Taken(Answer(initial=typed, rows=rows, today=on), version, stands, warning, theirs)
    except Refused as refusal:
        refuse(form, refusal)
        return Taken(form, version, stands)


def _differing(theirs: Mapping[str, str], mine: Mapping[str, str], on: date) -> Iterator[Row]:
    """Each box of a colleague's draft that says another thing than what was typed here, under its label."""
    rows = {name: max(rows_of(theirs)[name], rows_of(mine)[name]) for name in rows_of(mine)}
    for name, field in Answer(rows=rows, today=on).fields.items():
        said, typed = (
            "/".join(filter(None, (kept.get(box, "") for box in boxes(name, field))))
            for kept in (theirs, mine)
        )
        if said != typed:
            yield Row(str(field.label), said if name != "is_unseen" or not said else "Ticked")


def _given(form: Answer) -> dict[str, Any]:
    return {
        "author": form.cleaned_data["author"],
        "needs": form.given_needs,
        "contacts": form.given_contacts,
        "is_unseen": form.cleaned_data["is_unseen"],
    }


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 9 else 0
