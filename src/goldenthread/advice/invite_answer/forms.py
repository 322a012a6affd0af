"""To which of the service's mailboxes the link goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms


class Invite(forms.Form):
    """One of those that the area's pack names."""

    recipient = fields.Choice(
        "Where shall the link be sent?",
        hint="The mailboxes of this service in the area's pack",
        missing="Choose a mailbox of the service",
    )

    def __init__(self, *args: Any, recipients: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("recipient", recipients)
