"""A signature: the letter as it was read."""

from __future__ import annotations

from goldenthread.design import fields, forms


class Sign(forms.Form):
    """Nothing is asked; `version` is the letter that the person read."""

    version = fields.Hidden()
