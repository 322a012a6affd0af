"""What is asked of whoever chooses a password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from goldenthread.design import fields, forms

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

HINT = "At least 12 characters. Three words that do not belong together make a good one"


class Choose(forms.Form):
    """A new password: long enough, and none of those that everybody tries first."""

    new_password = fields.Password(
        "New password", hint=HINT, missing="Enter a new password", autocomplete="new-password"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        """Judged as Django judges passwords."""
        typed: str = self.cleaned_data["new_password"]
        try:
            validate_password(typed, self.user)
        except ValidationError as problem:
            raise ValidationError(" ".join(problem.messages)) from problem
        return typed


class Change(Choose):
    """The password that was, too."""

    password = fields.Password("Your password now", missing="Enter your password")

    field_order = ("password", "new_password")
