"""A document of a case: the file, what it is, and to whom it is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.documents.checks import ACCEPT, LARGEST, MB
from goldenthread.documents.listed import PARTS
from goldenthread.documents.queries import KINDS
from goldenthread.rules.access import Classification, Section

TOO_LARGE = f"The file is larger than {LARGEST // MB} MB. Save it smaller, or split it into parts."


class File(forms.Form):
    """The file alone; one that is too large is not even read."""

    file = fields.File(
        "The file",
        hint=f"PDF, Word (.docx), OpenDocument (.odt), Excel (.xlsx), PNG or JPEG, of up to {LARGEST // MB} MB",
        accept=ACCEPT,
        missing="Choose the file",
    )

    def clean_file(self) -> Any:
        """Weigh it before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            self.add_error("file", TOO_LARGE)
        return file


class Described(File):
    """A file with its title and what it is."""

    title = fields.Text(
        "Title (optional)", hint="Without one it is called as the file is", max_length=200, required=False
    )
    kind = fields.Select("What is it?", missing="Choose what it is")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("kind", KINDS)


class Upload(Described):
    """And, on a case, the part of the record in which it stands, how closely it is kept, and whose advice it is."""

    section = fields.Choice(
        "Which part of the record does it belong to?", missing="Choose the part of the record"
    )
    classification = fields.Choice("Who may see it?", missing="Choose who may see it")
    service = fields.Select("Whose advice is it? (optional)", nothing="No single service’s", required=False)

    def __init__(
        self,
        *args: Any,
        parts: Sequence[tuple[Section, Classification]],
        services: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        sections, classes = {section for section, _ in parts}, {class_ for _, class_ in parts}
        self.offer("section", [(value, words) for value, words in PARTS if Section(value) in sections])
        words = {each: f"{each.words[:1].upper()}{each.words[1:]}" for each in Classification}
        self.offer(
            "classification", [(each.value, words[each]) for each in Classification if each in classes]
        )
        self.offer("service", services)
        if not services:
            del self.fields["service"]
