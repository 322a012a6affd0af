"""Which rows of a list are taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.advice.workbook.returned import SHOWN, Kind, Returned
from goldenthread.design import fields, forms


class TakeBack(forms.Form):
    """A tick for each row that brings something new; all are ticked at first."""

    rows = fields.Choices("Which rows do you take in?", required=False)

    def __init__(self, *args: Any, found: Sequence[Returned], **options: Any) -> None:
        new = [row for row in found if row.kind is Kind.NEW][:SHOWN]
        super().__init__(*args, initial={"rows": [str(row.number) for row in new]}, **options)
        choices = [(str(row.number), named(row)) for row in new]
        self.offer("rows", choices, {str(row.number): " ".join(row.sentences) for row in new})
        if not new:
            del self.fields["rows"]

    def chosen(self) -> list[int]:
        """The numbers of the rows that were ticked."""
        return [int(number) for number in self.cleaned_data.get("rows", [])]


def named(row: Returned) -> str:
    """A row as the page calls it: by its number, and by the child where it is one of the list's."""
    about = f", {row.known.child}, {row.known.reference}" if row.known else ""
    return f"Row {row.number}{about}"
