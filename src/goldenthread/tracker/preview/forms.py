"""A control for each row that waits for a person: what its cell should say, or which of two words is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.design.words import day
from goldenthread.tracker.answer import Asked
from goldenthread.tracker.plan import KEEP, TAKE
from goldenthread.tracker.reading import Question, Rejected
from goldenthread.tracker.words import WORDS

SHOWN = 100
"""Controls on one page; the rest come once these are answered."""

LEAVE = ("leave", "Leave this row out for now")
DECIDE = {KEEP: "Keep what is here", TAKE: "Take what the file says"}
UNTYPED = frozenset({"row", "notes", "name"})
"""What no one cell says: mended in the file."""

_NAME = re.compile(r"(say|is)-(\d{1,7})-([a-z_]{1,20})")


@dataclass
class Answers:
    """What was typed and chosen so far, by row and field: what a cell says, and which of two is right."""

    cells: dict[tuple[int, str], str] = field(default_factory=dict)
    choices: dict[tuple[int, str], str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


def answers_in(posted: Mapping[str, str]) -> Answers:
    """Every answer of the form, those on this page and those carried along."""
    found = Answers()
    for name, value in posted.items():
        if (told := _NAME.fullmatch(name)) and value.strip() not in ("", LEAVE[0]):
            key = (int(told[2]), told[3])
            (found.cells if told[1] == "say" else found.choices)[key] = value.strip()
            found.typed[name] = value
    return found


class Preview(forms.Form):
    """The controls of this page; what was answered before is carried along, so that nothing typed is lost."""

    def __init__(
        self, asked: Sequence[Asked], rejected: Sequence[Rejected], typed: Mapping[str, str]
    ) -> None:
        super().__init__(initial=dict(typed))
        for each in (*asked, *rejected):
            if len(self.fields) < SHOWN and each.field not in UNTYPED:
                name, control = _control(each)
                self.fields.setdefault(name, control)
        self.carried = {name: value for name, value in typed.items() if name not in self.fields}

    def named(self, each: Asked | Rejected) -> str:
        """The name of a row's control; empty where this page has none for it."""
        name = _named(each)
        return name if name in self.fields else ""

    def councils(self, offered: Iterable[tuple[str, str]], chosen: str) -> None:
        """Ask which council sent the requests, where the area has several."""
        choices = list(offered)
        if len(choices) > 1:
            label = "Which council sent these requests?"
            self.fields["council"] = fields.Select(label, choices=choices, required=False, initial=chosen)
            self.initial["council"] = chosen or choices[0][0]


def _named(each: Asked | Rejected) -> str:
    kind = "say" if isinstance(each, (Question, Rejected)) else "is"
    return f"{kind}-{each.row}-{each.field}"


def _control(each: Asked | Rejected) -> tuple[str, Any]:
    label = f"Row {each.row}: {WORDS[each.field]}"
    common: dict[str, Any] = {"label": label, "hint": each.problem, "required": False}
    if isinstance(each, Question) and each.choices:
        days = [(text, day(date.fromisoformat(text))) for text in each.choices.split()]
        return _named(each), fields.Choice(**common, choices=[*days, LEAVE], initial=LEAVE[0])
    if isinstance(each, (Question, Rejected)):
        return _named(each), fields.Text(**common, width=20, autocomplete="off")
    words = [*((one, DECIDE[one]) for one in each.choices), LEAVE]
    return _named(each), fields.Choice(**common, choices=words, initial=LEAVE[0])
