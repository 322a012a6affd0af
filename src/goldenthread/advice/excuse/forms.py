"""The grounds that regulation 8(2) gives a health body, and what each needs to know."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.rules.exemptions import Ground, choices

DATES = {Ground.ABSENT.value: ["from_on", "to_on"], Ground.MISSED_APPOINTMENT.value: ["missed_on"]}
"""The dates that each ground asks for."""


class Excuse(forms.Form):
    """Only the grounds that this clock allows are offered."""

    ground = fields.Choice(
        "Which ground applies?",
        choices=choices("advice"),
        reveals=DATES,
        missing="Choose the ground",
    )
    from_on = fields.Day(
        "First day away", called="The first day away", required=False, missing="Enter the first day away"
    )
    to_on = fields.Day(
        "Last day away",
        called="The last day away",
        hint="At least 4 weeks in a row. For example, 2 11 2026",
        required=False,
        missing="Enter the last day away",
    )
    missed_on = fields.Day(
        "Which appointment was missed?",
        called="The day of the appointment",
        past=True,
        required=False,
        missing="Enter the day of the appointment",
    )
    remark = fields.Area(
        "What makes it impractical to give the advice in time?",
        hint="The ground alone is not enough: say what it prevented",
        rows=4,
        missing="Say what makes it impractical to give the advice in time",
    )
    on = fields.Day(
        "When is it claimed?", called="The day of the claim", past=True, missing="Enter the day of the claim"
    )

    def clean(self) -> None:
        for name in self.asked():
            self.need(name)

    def asked(self) -> list[str]:
        """The dates that the chosen ground asks for."""
        return DATES.get(self.cleaned_data.get("ground", ""), [])

    def claim(self) -> dict[str, object]:
        """The claim in the words of the action; dates of grounds not chosen are left out."""
        said = self.cleaned_data
        dates = {name: said[name] for name in self.asked()}
        return {
            "ground": said["ground"],
            "remark": said["remark"],
            "from_on": dates.get("from_on") or dates.get("missed_on"),
            "to_on": dates.get("to_on"),
            "on": said["on"],
        }
