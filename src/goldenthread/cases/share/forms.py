"""Who is let into a case, on which ground, to which parts of it, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.rules.access import Basis, Section, said

PERSON, SCHOOL = "person", "school"
GROUNDS = [(basis.value, basis.words.capitalize()) for basis in Basis if basis is not Basis.EMERGENCY]
PARTS = [(section.value, f"{section.words[:1].upper()}{section.words[1:]}") for section in Section]


class Share(forms.Form):
    """A person by their address, or a school of the list."""

    who = fields.Choice(
        "Whom do you let in?",
        choices=[(PERSON, "A person"), (SCHOOL, "A school or setting")],
        reveals={PERSON: ["email"], SCHOOL: ["school"]},
        missing="Choose whom you let in",
    )
    email = fields.Email(
        "Their email address",
        hint="With which they sign in",
        autocomplete="off",
        required=False,
        missing="Enter their email address",
    )
    school = fields.Select("School or setting", required=False, missing="Choose the school or setting")
    basis = fields.Choice(
        "On which ground?",
        choices=GROUNDS,
        hints={basis.value: f"Opens at most: {said(basis.opens)}" for basis in Basis},
        missing="Choose the ground",
    )
    sections = fields.Choices(
        "Which parts? (optional)",
        hint="None ticked: all that the ground opens. Nobody sees more than their role allows",
        choices=PARTS,
        required=False,
    )
    ends_on = fields.Day(
        "Last day (optional)", called="The last day", hint="For example, 31 3 2027", required=False
    )
    evidence = fields.Text(
        "Where the ground is written down (optional)",
        hint="For example the date of the consent or the number of the order. No names",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, schools: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("school", schools)

    def clean(self) -> None:
        if self.cleaned_data.get("who") in (PERSON, SCHOOL):
            self.need("email" if self.cleaned_data["who"] == PERSON else "school")

    @property
    def email_given(self) -> str:
        """The address; none where a school was chosen, whatever stands in the box."""
        return str(self.cleaned_data["email"]) if self.cleaned_data["who"] == PERSON else ""

    @property
    def school_given(self) -> str:
        """The school; none where a person was chosen."""
        return str(self.cleaned_data["school"]) if self.cleaned_data["who"] == SCHOOL else ""

    @property
    def words(self) -> dict[str, Any]:
        """The ground, the parts and the last day, as the action is told them."""
        typed = self.cleaned_data
        return {
            "basis": Basis(typed["basis"]),
            "sections": [Section(each) for each in typed["sections"]] or None,
            "ends_on": typed["ends_on"],
            "evidence": typed["evidence"],
        }
