"""Editing a thing that others edit too: nobody's change is lost unseen.

The form carries, signed, the version and the values that the person was shown. Where the thing has another version by
the time that it is saved, the action refuses with `Stale`, and `conflict` shows for each answer what was there, what
stands now and what was typed, for the person to choose. All that was typed goes along until it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from goldenthread.design import fields, forms
from goldenthread.design.given_back import BEFORE, STOOD
from goldenthread.design.page import Question
from goldenthread.design.words import day

DECIDING, KEEP = "deciding", "keep_"
MINE, THEIRS = "mine", "theirs"
CONFLICT = 409
NOTHING = "nothing"


class Stood(NamedTuple):
    """A thing as somebody was shown it: its version, and each value as a form sends it."""

    version: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stands:
    """A thing as it stands: which, its version, and the value of each field that can be edited."""

    subject: object
    version: int
    values: Mapping[str, Any]

    @property
    def as_sent(self) -> Stood:
        return Stood(self.version, {name: written(value) for name, value in self.values.items()})

    def signed(self) -> str:
        """For the form to carry. Nobody can make one up, nor use that of another thing."""
        return signing.dumps(list(self.as_sent), salt=_salt(self.subject), compress=True)


class Editing(forms.Form):
    """A form about one thing that others may change meanwhile. Its fields are named like the thing's values."""

    stood = fields.Hidden(required=False)

    def __init__(self, data: QueryDict | None = None, *args: Any, stands: Stands, **options: Any) -> None:
        self.stands = stands
        self.sent: Mapping[str, str] = data or {}  # its last values
        if data and not self.is_undecided:
            data = _as_chosen(data, _read(data, STOOD, stands))
        initial = {**stands.values, STOOD: stands.signed()}
        super().__init__(data, *args, initial=initial, **options)

    @property
    def before(self) -> Stood:
        """What the person was shown; of version 0, which nothing has, where that cannot be told."""
        return _read(self.sent, STOOD, self.stands) or Stood(0, self.stands.as_sent.values)

    @property
    def edited(self) -> list[str]:
        """The names of the thing's own fields."""
        return [name for name in self.fields if name != STOOD]

    def changes(self) -> dict[str, Any]:
        """What was typed otherwise than it was shown."""
        shown = self.before.values
        return {
            name: self.cleaned_data[name]
            for name in self.edited
            if written(self.cleaned_data[name]) != shown.get(name, "")
        }

    @property
    def is_undecided(self) -> bool:
        """Whether the person was asked to choose and left a choice out."""
        return any(f"{KEEP}{name}" not in self.sent for name in self.sent.get(DECIDING, "").split())


class Difference(NamedTuple):
    """One answer on which two people differ, or that one of them changed."""

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    proposed: str


class Choosing(forms.Form):
    """For each difference: yours or theirs."""

    def __init__(self, data: Mapping[str, str] | None, *, differences: Sequence[Difference]) -> None:
        super().__init__(data)
        for one in differences:
            self.fields[f"{KEEP}{one.name}"] = fields.Choice(
                one.label,
                hint=f"It was: {one.before}",
                choices=[(MINE, f"Yours: {one.mine}"), (THEIRS, f"Theirs: {one.theirs}")],
                initial=one.proposed,
                missing=f"Choose what to keep for “{one.label}”",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Question):
    """The page on which one chooses. `carried` is all that was typed, and what was shown, for the next try."""

    carried: tuple[tuple[str, str], ...]


def conflict(request: HttpRequest, form: Editing, now: Stands, question: Question) -> HttpResponse:
    """Ask which change to keep of a thing that stands otherwise than the person was shown (409)."""
    form.is_valid()
    is_asked_again = form.is_undecided
    before = (_read(form.sent, BEFORE, now) if is_asked_again else None) or form.before
    theirs = form.before if is_asked_again else now.as_sent
    differences = list(_differences(form, before, theirs))
    sent = form.sent
    choosing = Choosing(sent if is_asked_again else None, differences=differences)
    carried: dict[str, str] = {
        **{name: value for name, value in sent.items() if _is_typed(form, name)},
        STOOD: sent.get(STOOD, "") if is_asked_again else now.signed(),
        BEFORE: sent.get(BEFORE if is_asked_again else STOOD, ""),
        DECIDING: " ".join(one.name for one in differences),
    }
    page = Conflict(
        title="Somebody else changed this while you had it open",
        caption=question.caption,
        back=question.back,
        cancel=question.cancel,
        button="Save what I chose",
        carried=tuple(carried.items()),
    )
    return render(request, "design/layouts/conflict.jinja", {"page": page, "form": choosing}, status=CONFLICT)


def written(value: object) -> str:
    """A value as a form sends it."""
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _differences(form: Editing, before: Stood, theirs: Stood) -> list[Difference]:
    found = []
    for name in form.edited:
        mine = written(form.cleaned_data.get(name, form.data.get(name)))
        was, now = before.values.get(name, ""), theirs.values.get(name, "")
        if mine == now:
            continue
        proposed = THEIRS if mine == was else MINE if now == was else ""
        label = str(form.fields[name].label).partition(" (")[0]  # whether it is optional matters no more
        before_, theirs_, mine_ = (_in_words(form.fields[name], value) for value in (was, now, mine))
        found.append(Difference(name, label, before_, theirs_, mine_, proposed))
    return found


def _in_words(field: Any, value: str) -> str:
    if not value:
        return NOTHING
    if isinstance(field, fields.Tick):
        return "yes" if value == str(True) else "no"
    if isinstance(field, fields.Day):
        return day(date.fromisoformat(value))
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _is_typed(form: Editing, name: str) -> bool:
    """Whether this belongs to an answer of the form: itself, or one of a date's boxes."""
    return any(name == own or name in (f"{own}_day", f"{own}_month", f"{own}_year") for own in form.edited)


def _as_chosen(data: QueryDict, stood: Stood | None) -> QueryDict:
    """What was typed, but for the answers of which the person chose to keep the other's."""
    chosen = data.copy()
    for name, value in data.items():
        own = name.removeprefix(KEEP)
        if name.startswith(KEEP) and value == THEIRS and stood and own in stood.values:
            for box in ("day", "month", "year"):
                chosen.pop(f"{own}_{box}", None)
            chosen[own] = stood.values[own]
    return chosen


def _read(data: Mapping[str, str], name: str, stands: Stands) -> Stood | None:
    try:
        version, values = signing.loads(data.get(name, ""), salt=_salt(stands.subject))
    except (signing.BadSignature, ValueError):
        return None
    return Stood(version, values)


def _salt(subject: object) -> str:
    return f"goldenthread.editing:{subject}"
