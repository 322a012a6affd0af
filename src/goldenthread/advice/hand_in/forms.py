"""The document that is the advice, its title, and who gives it."""

from __future__ import annotations

from goldenthread.design import fields
from goldenthread.documents.upload.forms import File


class HandIn(File):
    """The file; without a title it is called as the file is."""

    title = fields.Text(
        "Title (optional)",
        hint="Without one it is called as the file is",
        required=False,
        max_length=200,
        error_messages={"max_length": "Shorten the title to 200 letters"},
    )
    author = fields.Text(
        "Who gives this advice?",
        hint="Name and role, such as Amy Hext, occupational therapist",
        missing="Enter who gives this advice: the name and the role",
        max_length=200,
        error_messages={"max_length": "Shorten the name and role to 200 letters"},
    )
