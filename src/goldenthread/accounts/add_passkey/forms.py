"""What is asked of whoever adds a passkey."""

from __future__ import annotations

from goldenthread.design import fields, forms

MISSING = "No passkey was made. Press the button again and follow your browser."


class Add(forms.Form):
    """A name to know it by, the password again, and the browser's answer, which a script puts there."""

    name = fields.Text(
        "A name for it",
        hint="Such as “my telephone”",
        missing="Enter a name for the passkey",
        width=20,
        max_length=60,
    )
    password = fields.Password("Your password", missing="Enter your password")
    answer = fields.Hidden(missing=MISSING)
