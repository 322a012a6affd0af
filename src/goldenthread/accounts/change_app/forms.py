"""What is asked of whoever changes a second factor."""

from __future__ import annotations

from goldenthread.accounts.confirm.forms import Confirm
from goldenthread.design import fields


class Change(Confirm):
    """The password again, so that nobody does it at a desk that was left open."""

    password = fields.Password("Your password", missing="Enter your password")

    field_order = ("code", "password")
