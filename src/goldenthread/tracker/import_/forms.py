"""Which file, and for which area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms

MOST_MEGABYTES = 64


class Import(forms.Form):
    """The tracker's file; the area is asked for where a person works for several."""

    area = fields.Select("Whose tracker is it?", missing="Choose the area whose tracker it is")
    file = fields.File(
        "Your tracker",
        hint="An Excel workbook (.xlsx or .xls), OpenDocument (.ods) or CSV, of up to 64 MB",
        accept=".xlsx,.xlsm,.xls,.ods,.csv",
        missing="Choose the tracker's file",
        max_length=200,
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("area", areas)
        if len(areas) == 1:
            del self.fields["area"]

    def clean_file(self) -> Any:
        """Larger files are not even read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1024 * 1024:
            self.add_error("file", f"The file is larger than {MOST_MEGABYTES} MB. Split the tracker by year.")
        return file
