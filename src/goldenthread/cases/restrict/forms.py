"""Who is kept out, of what, why and until when."""

from __future__ import annotations

from typing import Any

from goldenthread.cases.queries import RESTRICTIONS
from goldenthread.cases.share.forms import PARTS
from goldenthread.design import fields, forms
from goldenthread.rules.access import Section

PERSON, EVERYBODY = "person", "everybody"
WHOLE = "whole"


class Restrict(forms.Form):
    """A person by their address, or everybody who is not named on the case."""

    who = fields.Choice(
        "Who is kept out?",
        choices=[(PERSON, "A person"), (EVERYBODY, "Everybody who is not named")],
        hints={
            EVERYBODY: "Only people let in by name go on seeing it. One of them must be able to do the case's work"
        },
        reveals={PERSON: ["email"]},
        missing="Choose who is kept out",
    )
    email = fields.Email(
        "Their email address",
        hint="With which they sign in",
        autocomplete="off",
        required=False,
        missing="Enter their email address",
    )
    part = fields.Choice(
        "Out of what?",
        choices=[(WHOLE, "The whole case"), *PARTS],
        missing="Choose what they are kept out of",
    )
    reason = fields.Choice("Why?", choices=RESTRICTIONS, missing="Choose why they are kept out")
    ends_on = fields.Day(
        "Last day (optional)", called="The last day", hint="For example, 31 3 2027", required=False
    )

    def clean(self) -> None:
        if self.cleaned_data.get("who") == PERSON:
            self.need("email")

    @property
    def email_given(self) -> str:
        """The address; none where everybody was chosen, whatever stands in the box."""
        return str(self.cleaned_data["email"]) if self.cleaned_data["who"] == PERSON else ""

    @property
    def words(self) -> dict[str, Any]:
        """The part, the reason and the last day, as the action is told them."""
        typed = self.cleaned_data
        section = None if typed["part"] == WHOLE else Section(typed["part"])
        return {"section": section, "reason": typed["reason"], "ends_on": typed["ends_on"]}
