"""What a browser sends of a passkey."""

from __future__ import annotations

from goldenthread.design import fields, forms

MISSING = "No passkey was used. Press the button again and follow your browser."


class Passkey(forms.Form):
    """The browser's answer, which a script puts there."""

    answer = fields.Hidden(missing=MISSING)
