"""Which two versions are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms


class Versions(forms.Form):
    """An older and a newer one."""

    before = fields.Select("From", required=False)
    after = fields.Select("To", required=False)

    def __init__(self, *args: Any, versions: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("before", "after"):
            self.offer(name, versions)
