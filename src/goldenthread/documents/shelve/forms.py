"""A document of the library: the file, what it is, and whose library it goes into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields
from goldenthread.documents.upload.forms import Described


class Shelve(Described):
    """The area is asked for where a person keeps several libraries."""

    area = fields.Select("Whose library?", missing="Choose the area")

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("area", areas)
        if len(areas) == 1:
            del self.fields["area"]
