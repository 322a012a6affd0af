"""The workbook that was filled in."""

from __future__ import annotations

from typing import Any

from goldenthread.design import fields, forms
from goldenthread.documents.checks import LARGEST, MB

TOO_LARGE = f"The workbook is larger than {LARGEST // MB} MB. Bring the list as it was taken out, filled in."


class BringBack(forms.Form):
    """One workbook, uploaded."""

    file = fields.File(
        "The list that was filled in",
        hint="An Excel workbook (.xlsx), as it was taken out here",
        accept=".xlsx",
        missing="Choose the workbook that was filled in",
        max_length=200,
    )

    def clean_file(self) -> Any:
        """One that is too large is not even read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            self.add_error("file", TOO_LARGE)
        return file


class FromMail(forms.Form):
    """The workbook is a mail's: there is nothing to choose."""
