"""The check sheet as a form, with whether each service will respond."""

from __future__ import annotations

from goldenthread.design import fields
from goldenthread.intake.check.forms import Sheet
from goldenthread.intake.sheet import Line


class Acknowledge(Sheet):
    """What each record says, which services respond, and what holds for all."""

    remark = fields.Area("Note (optional)", rows=3, required=False)
    on = fields.Day(
        "When do you tell the council?",
        called="The day you tell the council",
        past=True,
        missing="Enter the day on which you tell the council",
    )

    def add_of(self, line: Line) -> None:
        """Whether the service will respond."""
        self.fields[f"responds_{line.service_id}"] = fields.Tick(
            f"{line.label} will respond", initial=line.will_respond, required=False
        )

    def responding(self) -> list[Line]:
        """The services that will respond."""
        return [line for line in self.lines if self.cleaned_data[f"responds_{line.service_id}"]]
