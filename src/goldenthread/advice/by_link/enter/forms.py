"""The six figures of a code."""

from __future__ import annotations

from goldenthread.design import fields, forms


class Code(forms.Form):
    """As it stands in the mail, with or without its space."""

    code = fields.Text(
        "Code",
        hint="Six figures, from the mail that was sent to you",
        width=10,
        autocomplete="one-time-code",
        inputmode="numeric",
        missing="Enter the code from the mail",
        max_length=20,
    )
