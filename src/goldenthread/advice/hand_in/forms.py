"""The document that is the advice, its title, and who gives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from goldenthread.design import fields
from goldenthread.design.forms import refuse
from goldenthread.documents.upload.forms import File
from goldenthread.rules.refusals import Refused, Stale

CHANGED = (
    "A colleague saved a draft of this advice while you had this page open. It goes when the advice is handed in: read "
    "it first where the advice is written. To hand in the document all the same, choose the file again and send this."
)


class HandIn(File):
    """The file; without a title it is called as the file is. `draft` is the version that the person knows of."""

    title = fields.Text(
        "Title (optional)",
        hint="Without one it is called as the file is",
        required=False,
        max_length=200,
        error_messages={"max_length": "Shorten the title to 200 letters"},
    )
    draft = fields.Hidden(required=False)
    author = fields.Text(
        "Who gives this advice?",
        hint="Name and role, such as Amy Hext, occupational therapist",
        missing="Enter who gives this advice: the name and the role",
        max_length=200,
        error_messages={"max_length": "Shorten the name and role to 200 letters"},
    )

    def __init__(self, *args: Any, stands: int, **options: Any) -> None:
        super().__init__(*args, initial={"draft": str(stands)}, **options)
        self.stands = stands

    @property
    def given(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        said = self.cleaned_data
        file, version = said["file"], said["draft"]
        return {
            "title": said["title"],
            "author": said["author"],
            "content": file.read(),
            "file_name": file.name,
            "version": int(version) if version.isdecimal() and len(version) < 9 else 0,
        }

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Where a colleague saved a draft meanwhile the person is told, and knows of it the next time."""
        try:
            yield
        except Stale:
            self.data = {**{name: self.data[name] for name in self.data}, "draft": str(self.stands)}
            self.add_error("file", CHANGED)
        except Refused as refusal:
            refuse(self, refusal)
