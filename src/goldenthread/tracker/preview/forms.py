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
from goldenthread.tracker.plan import Question as Undecided
from goldenthread.tracker.reading import Question, Rejected
from goldenthread.tracker.words import WORDS

SHOWN = 100
"""Controls on one page; the rest come once these are answered."""

LEAVE = ("leave", "Leave this row out for now")
DECIDE = {KEEP: "Keep what is here", TAKE: "Take what the file says"}
KNOWN = (("Known", "The service knows the child"), ("Not known", "The service does not know the child"))
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
        self,
        asked: Sequence[Asked],
        rejected: Sequence[Rejected],
        typed: Mapping[str, str],
        services: Sequence[str],
    ) -> None:
        super().__init__(initial=dict(typed))
        for each in (*asked, *rejected):
            if len(self.fields) < SHOWN and each.field not in UNTYPED:
                name, control = _named(each), _control(each, services)
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


def _control(each: Asked | Rejected, services: Sequence[str]) -> Any:
    label = f"Row {each.row}: {WORDS[each.field]}"
    common: dict[str, Any] = {"label": label, "hint": each.problem, "required": False}
    if each.field == "service":
        named = [(one, one) for one in services]
        return fields.Select(**common, choices=named, nothing=LEAVE[1])
    if choices := _choices(each):
        return fields.Choice(**common, choices=[*choices, LEAVE], initial=LEAVE[0])
    return fields.Text(**common, width=20, autocomplete="off")


def _choices(each: Asked | Rejected) -> list[tuple[str, str]]:
    """The few answers that there can be; none where anything may be typed."""
    if isinstance(each, Undecided):
        return [(one, DECIDE[one]) for one in each.choices]
    if isinstance(each, Question) and each.field == "involvement":
        return list(KNOWN)
    days = each.choices.split() if isinstance(each, Question) else []
    return [(text, day(date.fromisoformat(text))) for text in days]
