"""What a form of advice that was sent does: it is kept as a draft, with another row if asked, or handed in.

Shared by whoever is signed in and whoever came by a link. Nothing that was typed is lost: what cannot be done is shown
again as it was sent, and where a colleague saved another draft meanwhile, both stand side by side to choose from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from goldenthread.advice import actions
from goldenthread.advice.answer import queries
from goldenthread.advice.answer.forms import Answer, counted, rows_of
from goldenthread.advice.answer.page import BACK, MORE, SAVE, SUBMIT, saved
from goldenthread.advice.answer.side_by_side import SideBySide, standing
from goldenthread.advice.queries import Asked
from goldenthread.design.editing import Stands
from goldenthread.design.forms import refuse
from goldenthread.design.given_back import BEFORE, STOOD
from goldenthread.rules.refusals import Refused, Stale

if TYPE_CHECKING:
    from goldenthread.accounts.models import User


@dataclass(frozen=True, slots=True)
class Taken:
    """The form to show, how the draft stands, and what was done: the button's word, or nothing.

    `clash` is what was sent, where a colleague changed the draft meanwhile: the person is asked what to keep.
    """

    form: Answer
    stands: Stands
    saved: str
    warning: str = ""
    done: str = ""
    clash: SideBySide | None = None


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
    stands = standing(asked.advice.pk, draft)
    words = saved(draft.saved_by.name, draft.saved_at) if draft else ""
    if sent:
        return _sent(sent, Taken(_form({}, on), stands, words), asked, by, on)
    if back:
        typed, stood = SideBySide(back, stands=stands).typed, back.get(BEFORE) or back.get(STOOD, "")
        return Taken(_form(typed, on, stood), stands, words, BACK)
    return Taken(_form(draft.typed if draft else {}, on, stands.signed()), stands, words)


def _form(typed: Mapping[str, str], on: date, stood: str = "") -> Answer:
    return Answer(initial={**typed, STOOD: stood}, rows=rows_of(typed), today=on)


def _sent(sent: Mapping[str, str], shown: Taken, asked: Asked, by: User, on: date) -> Taken:
    """Do what was sent; on the draft that the person had before them, or not at all."""
    both = SideBySide(sent, stands=shown.stands)
    if both.is_undecided:
        return replace(shown, clash=both)
    typed, version, button = both.typed, both.before.version, sent.get("do", SAVE)
    rows = rows_of(typed)
    form = Answer({**typed, STOOD: sent.get(STOOD, "")}, rows=rows, today=on)
    shown = replace(shown, form=form)
    try:
        if form.is_valid() and button == SUBMIT:
            actions.answer(advice=asked.advice, **_given(form), version=version, by=by, on=on)
            return replace(shown, done=SUBMIT)
        if button == SUBMIT or form.non_field_errors():  # what was turned away is not kept either
            return shown
        if added := MORE.get(button):
            typed[added] = str(counted(rows[added] + 1))
        actions.draft(advice=asked.advice, typed=typed, version=version, by=by, on=on)
        return replace(shown, done=button)
    except Stale:
        return replace(
            shown, clash=both, stands=standing(asked.advice.pk, queries.draft(asked.advice.pk, by))
        )
    except Refused as refusal:
        refuse(form, refusal)
        return shown


def _given(form: Answer) -> dict[str, Any]:
    return {
        "author": form.cleaned_data["author"],
        "needs": form.given_needs,
        "contacts": form.given_contacts,
        "is_unseen": form.cleaned_data["is_unseen"],
    }
