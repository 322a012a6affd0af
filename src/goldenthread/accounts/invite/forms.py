"""What is asked about whoever is invited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.rules.access import Role


class Invite(forms.Form):
    """Who it is, and in what role they are needed where."""

    name = fields.Text("Full name", missing="Enter the person's name", width=20)
    email = fields.Email(
        "Email address", hint="Their own at work: they sign in with it", missing="Enter their email address",
        autocomplete="off",
    )  # fmt: skip
    role = fields.Select("Role", missing="Choose a role")
    organisation = fields.Select(
        "Organisation",
        hint="None for a parent, a young person or their advocate",
        nothing="None",
        required=False,
    )
    service = fields.Select("Service", hint="Only for a role in one service", nothing="None", required=False)

    def __init__(
        self,
        *args: Any,
        roles: Sequence[tuple[str, str]],
        organisations: Sequence[tuple[str, str]],
        services: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("role", roles), ("organisation", organisations), ("service", services)):
            self.offer(name, choices)

    def clean_role(self) -> Role:
        """What was chosen is one of them by now."""
        return Role(self.cleaned_data["role"])
