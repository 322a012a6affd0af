"""The check sheet as a form: for each service what its records say, and whether it will respond."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from goldenthread.design import fields, forms
from goldenthread.intake.check.sheet import ANSWERS, UNCHECKED, Line
from goldenthread.rules.involvement import Involvement


class Answer(NamedTuple):
    """What was answered of one service."""

    service_id: str
    involvement: str
    closed_on: date | None


class Acknowledge(forms.Form):
    """Fields for each service, named by its id; then what holds for all."""

    remark = fields.Area("Note (optional)", rows=3, required=False)
    on = fields.Day(
        "When do you tell the council?",
        called="The day you tell the council",
        past=True,
        missing="Enter the day on which you tell the council",
    )

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = tuple(lines)
        for line in self.lines:
            self._add(line)
        self.order_fields([name for name in self.fields if name not in ("remark", "on")])

    def _add(self, line: Line) -> None:
        closed_on = f"closed_on_{line.field}"
        self.fields[f"involvement_{line.field}"] = fields.Choice(
            f"What do {line.label}'s records say?",
            choices=[*ANSWERS, (UNCHECKED, "Not checked yet")],
            hint=f"Last answer: {line.last_answer}" if line.last_answer else "",
            initial=line.involvement if line.involvement in dict(ANSWERS) else UNCHECKED,
            reveals={Involvement.CLOSED.value: [closed_on]},
            small=True,
            required=False,
        )
        day = fields.Day(
            f"When did {line.label} close it?",
            called=f"The day {line.label} closed it",
            initial=line.closed_on,
            past=True,
            required=False,
            missing=f"Enter the day on which {line.label} closed the child's record",
        )
        day.know(self.today)
        self.fields[closed_on] = day
        self.fields[f"responds_{line.field}"] = fields.Tick(
            f"{line.label} will respond", initial=line.will_respond, required=False
        )

    def clean(self) -> None:
        for line in self.lines:
            if self.cleaned_data.get(f"involvement_{line.field}") == Involvement.CLOSED:
                self.need(f"closed_on_{line.field}")

    def answers(self) -> list[Answer]:
        """Only what is new: an answer that stands already is not recorded again."""
        return [
            answer
            for line in self.lines
            if (answer := self._answer(line)).involvement not in ("", UNCHECKED)
            and (answer.involvement, answer.closed_on) != (line.involvement, line.closed_on)
        ]

    def _answer(self, line: Line) -> Answer:
        involvement = self.cleaned_data[f"involvement_{line.field}"]
        closed_on = (
            self.cleaned_data[f"closed_on_{line.field}"] if involvement == Involvement.CLOSED else None
        )
        return Answer(line.service_id, involvement, closed_on)

    def responding(self) -> list[str]:
        """The services that will respond, by id."""
        return [line.service_id for line in self.lines if self.cleaned_data[f"responds_{line.field}"]]
