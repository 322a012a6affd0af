"""Which letters."""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.design import fields, forms

GROUPS: Mapping[str, str] = {
    "act": "Somebody has to act",
    "post": "To print and post",
    "way": "On their way",
    "sent": "Sent",
    "silent": "Sent, and no word that they arrived",
    "stopped": "Stopped",
    "all": "All letters",
}


class Narrow(forms.Form):
    """By where they stand."""

    group = fields.Select("Letters", choices=list(GROUPS.items()), required=False)
