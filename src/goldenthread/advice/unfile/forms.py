"""Why a mail does not belong on its case: one of a list, since words of one's own would name the other child."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.inbox.queries import MISFILED


class Unfile(forms.Form):
    """The reason, which stays with the mail and with the documents that it brought."""

    reason = fields.Choice(
        "Why does it not belong there?", choices=MISFILED, missing="Choose why it does not belong there"
    )
