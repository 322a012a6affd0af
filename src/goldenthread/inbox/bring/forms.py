"""A mail as a file, and when it was received."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.documents.checks import MB

LARGEST = 48 * MB


class Bring(forms.Form):
    """The area is asked for where a person works for several."""

    area = fields.Select("Whose mail is it?", missing="Choose the area")
    file = fields.File(
        "The mail",
        hint="Saved from your mail program as .eml, of up to 48 MB",
        accept=".eml",
        missing="Choose the mail",
    )
    received_on = fields.Day(
        "Received on", called="The day", hint="The day on which it reached your mailbox", past=True
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("area", areas)
        if len(areas) == 1:
            del self.fields["area"]

    def clean_file(self) -> Any:
        """By its name a mail, and not so large that it cannot be one."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".eml"):
            self.add_error(
                "file",
                "This is no mail saved as .eml. In Outlook, drag it to a folder from the new Outlook, or forward it.",
            )
        elif file.size > LARGEST:
            self.add_error(
                "file", "The mail is larger than 48 MB. Save its files one by one and add them to the case."
            )
        return file
