"""Why a document is withdrawn: one of a list, since words of one's own would name the other child."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.documents.queries import REASONS


class Withdraw(forms.Form):
    """The reason, which stands in the audit."""

    reason = fields.Choice(
        "Why does it not belong here?", choices=REASONS, missing="Choose why it does not belong here"
    )
