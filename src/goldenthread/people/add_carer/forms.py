"""A parent or carer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.rules.access import Classification

CLASSES = [(each.value, f"{each.words[:1].upper()}{each.words[1:]}") for each in Classification]
UNSEEN = "You do not see them yourself from then on, nor do others in your role"


class AddCarer(forms.Form):
    """Who they are, how they are reached, and how closely that is kept.

    Any class may be recorded: an address that is to be kept closer than for oneself is never kept less close for that.
    """

    name = fields.Text("Name", missing="Enter the parent's or carer's name", max_length=200)
    relationship = fields.Text(
        "Relationship to the child",
        hint="For example mother, grandfather, foster carer",
        width=20,
        max_length=60,
        missing="Enter the relationship to the child",
    )
    has_parental_responsibility = fields.Tick("Has parental responsibility", required=False)
    email = fields.Email("Email address (optional)", required=False, autocomplete="off")
    phone = fields.Text(
        "Telephone number (optional)", width=20, required=False, max_length=40, inputmode="tel"
    )
    classification = fields.Choice(
        "Who may see them?",
        hint="A refuge, an adoption or a protected address is kept closest. A parent sees their own household alone",
        choices=CLASSES,
        initial=Classification.ORDINARY.value,
        missing="Choose who may see them",
    )

    def __init__(self, *args: Any, beyond: Collection[Classification], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("classification", CLASSES, {each.value: UNSEEN for each in beyond})

    @property
    def given(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        return {
            **self.cleaned_data,
            "classification": Classification(self.cleaned_data["classification"]),
        }
