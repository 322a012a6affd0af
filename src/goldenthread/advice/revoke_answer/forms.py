"""Which of the links that still work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms


class Revoke(forms.Form):
    """One of them."""

    link = fields.Choice("Which link is taken back?", missing="Choose the link that is taken back")

    def __init__(self, *args: Any, links: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("link", links)
