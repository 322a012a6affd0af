"""A parent or carer."""

from __future__ import annotations

from goldenthread.design import fields, forms


class AddCarer(forms.Form):
    """Who they are, and how they are reached."""

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
