"""Which case a template is tried with."""

from __future__ import annotations

from goldenthread.design import fields, forms


class Try(forms.Form):
    """The reference of a case."""

    reference = fields.Text(
        "See it with a case",
        hint="The council’s reference, such as EHC26-0101. Nothing is written or sent",
        missing="Enter the reference of a case",
        max_length=60,
    )
