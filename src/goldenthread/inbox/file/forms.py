"""To which case a mail is filed, with which of its files, and in which part of the record they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.documents.listed import PARTS
from goldenthread.rules.access import Classification

CLASSES = [(each.value, f"{each.words[:1].upper()}{each.words[1:]}") for each in Classification][:2]


class File(forms.Form):
    """The reference and the surname must agree, so that a slip of one is noticed (B03)."""

    reference = fields.Text("Reference of the case", missing="Enter the reference of the case", width=20)
    surname = fields.Text("The child’s surname", missing="Enter the child’s surname", width=20)
    attachments = fields.Choices(
        "Which of its files go on the case?", hint="Each becomes a document of the case", required=False
    )
    section = fields.Choice(
        "Which part of the record do they belong to?", choices=PARTS, missing="Choose the part of the record"
    )
    classification = fields.Choice("Who may see them?", choices=CLASSES, missing="Choose who may see them")

    def __init__(self, *args: Any, attached: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("attachments", attached)
        if not attached:
            for name in ("attachments", "section", "classification"):
                del self.fields[name]
