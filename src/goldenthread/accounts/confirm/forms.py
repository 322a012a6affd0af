"""What the second step asks."""

from __future__ import annotations

from goldenthread.design import fields, forms

WRONG = "The code is not right, or was used already. Wait for your app's next code and type that one."


class Confirm(forms.Form):
    """A code of the authenticator app, or one of the recovery codes."""

    code = fields.Text(
        "Code",
        hint="6 numbers, such as 123 456",
        missing="Enter the code that your authenticator app shows",
        width=10,
        inputmode="numeric",
        autocomplete="one-time-code",
    )
