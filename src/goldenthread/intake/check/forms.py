"""What each record of each service says of the child: the check sheet as a form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from goldenthread.design import fields, forms
from goldenthread.intake.actions import Checked
from goldenthread.intake.sheet import ANSWERS, UNCHECKED, Line, Look
from goldenthread.rules.involvement import Involvement


class Answer(NamedTuple):
    """What was answered of one record."""

    involvement: str
    closed_on: date | None


class Sheet(forms.Form):
    """Fields for each record of each service; what holds for all stands in the form that goes on from this one."""

    def __init__(self, *args: Any, lines: Sequence[Line], is_anew: bool = False, **kwargs: Any) -> None:
        """What stands already is filled in; on a sheet that `is_anew` it is only told."""
        super().__init__(*args, **kwargs)
        self.lines, self.is_anew = tuple(lines), is_anew
        last = list(self.fields)
        for line in self.lines:
            for look in line.looks:
                self._add(line, look)
            self.add_of(line)
        self.order_fields([name for name in self.fields if name not in last])

    def add_of(self, line: Line) -> None:
        """What else is asked of a service."""

    def _add(self, line: Line, look: Look) -> None:
        closed_on, stands = f"closed_on_{look.field}", look.involvement in dict(ANSWERS)
        self.fields[f"involvement_{look.field}"] = fields.Choice(
            _question(line, look),
            choices=[*ANSWERS, (UNCHECKED, "Not looked up now" if look.fact else "Not checked yet")],
            hint=f"Last answer: {look.last_answer}" if look.fact else "",
            initial=look.involvement if stands and not self.is_anew else UNCHECKED,
            reveals={Involvement.CLOSED.value: [closed_on]},
            small=True,
            required=False,
        )
        day = fields.Day(
            f"When did {line.label} close it?",
            called=f"The day {line.label} closed it",
            initial=None if self.is_anew else look.closed_on,
            past=True,
            required=False,
            missing=f"Enter the day on which {line.label} closed the child's record",
        )
        day.know(self.today)
        self.fields[closed_on] = day

    def clean(self) -> None:
        for line in self.lines:
            for look in line.looks:
                if self.cleaned_data.get(f"involvement_{look.field}") == Involvement.CLOSED:
                    self.need(f"closed_on_{look.field}")

    def checked(self) -> list[Checked]:
        """What was answered; where the sheet shows what stands, only what is new."""
        return [
            Checked(line.service, *answer, systems=(look.system,) if look.system else ())
            for line in self.lines
            for look in line.looks
            if (answer := self._answer(look)).involvement not in ("", UNCHECKED)
            and (self.is_anew or answer != (look.involvement, look.closed_on))
        ]

    def _answer(self, look: Look) -> Answer:
        involvement = self.cleaned_data[f"involvement_{look.field}"]
        is_closed = involvement == Involvement.CLOSED
        return Answer(involvement, self.cleaned_data[f"closed_on_{look.field}"] if is_closed else None)


class Check(Sheet):
    """The records that were looked into in one sitting, when, and how long that took."""

    on = fields.Day(
        "When did you look?",
        called="The day you looked",
        past=True,
        missing="Enter the day on which you looked",
    )
    minutes = fields.Number(
        "How many minutes did it take in all? (optional)",
        hint="It is shared out among what you answered above, for the report on record keeping",
        required=False,
    )

    def clean(self) -> None:
        super().clean()
        if not self.errors and not self.checked():
            self.add_error(None, "Say what at least one record says")


def _question(line: Line, look: Look) -> str:
    if len(line.looks) == 1:
        return f"What do {line.label}'s records say?"
    return f"What does the record “{look.name}” of {line.label} say?"
