"""What is asked of whoever makes new recovery codes."""

from __future__ import annotations

from goldenthread.design import fields, forms


class Renew(forms.Form):
    """The password again, so that nobody does it at a desk that was left open."""

    password = fields.Password("Your password", missing="Enter your password")
