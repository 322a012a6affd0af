"""Which pack is rehearsed, and in which area. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms

MOST_BYTES = 1024 * 1024


class Rehearse(forms.Form):
    """A pack's file; its text is carried along so that the result can be taken away as a file."""

    area = fields.Select("In which area?", missing="Choose the area whose year is rehearsed")
    file = fields.File(
        "The changed pack",
        hint="The area’s pack as a TOML file, with the ladder as it would be",
        accept=".toml",
        missing="Choose the pack’s file",
        required=False,
        max_length=200,
    )
    pack = fields.Hidden(required=False, strip=False)

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("area", areas)
        if len(areas) == 1:
            del self.fields["area"]

    def clean(self) -> None:
        """The text of the file, or the one carried along where no file was chosen."""
        file = self.cleaned_data.get("file")
        if file is None:
            if "file" not in self.errors and not self.cleaned_data.get("pack"):
                self.add_error("file", "Choose the pack’s file")
            return
        if file.size > MOST_BYTES:
            self.add_error("file", "The file is larger than 1 MB. Choose an area’s pack.")
            return
        try:
            self.cleaned_data["pack"] = file.read().decode("utf-8")
        except UnicodeDecodeError:
            self.add_error("file", "The file is not text. Choose an area’s pack, a TOML file.")
