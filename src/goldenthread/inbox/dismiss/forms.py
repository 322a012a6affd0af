"""Why a mail is of no case."""

from __future__ import annotations

from goldenthread.design import fields, forms
from goldenthread.inbox.queries import REASONS


class Dismiss(forms.Form):
    """One of a few reasons, so that they can be counted."""

    reason = fields.Choice("Why is it of no case?", choices=REASONS, missing="Choose why it is of no case")
