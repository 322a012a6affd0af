"""What a Word document or an OpenDocument text says, as words: asked of a file that came by itself (B03).

Read by streaming, in the limited process, like everything else of a stranger's file. A PDF or a picture is not
read: its words are drawings, and what cannot be read is for a person to look at.
"""

from __future__ import annotations

import re
from io import BytesIO

from goldenthread.documents.checks.formats import Format
from goldenthread.documents.checks.packed import opened, unpacked
from goldenthread.documents.checks.xml import walked

PARTS = {
    Format.DOCX: re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"),
    Format.ODT: re.compile(r"(content|styles|meta)\.xml"),
}
BREAKS = frozenset({"p", "h", "tab", "br", "cr", "s", "line-break", "title", "subject", "description"})
"""Where a word ends: within a paragraph, pieces of one name may stand in several runs."""

LONGEST = 400_000
"""Letters; a report is a tenth of it. What says more is not read whole, so it is not read."""


def words(content: bytes, kind: Format) -> str | None:
    """Everything that it says; None where it cannot be read, or not whole."""
    wanted = PARTS.get(kind)
    if wanted is None:
        return None
    pieces: list[str] = []
    length = 0

    def keep(text: str) -> None:
        nonlocal length
        length += len(text)
        if length <= LONGEST:
            pieces.append(text)

    def part(name: str) -> None:
        if name in BREAKS:
            keep(" ")

    with opened(BytesIO(content)) as package:
        for name in package.namelist():
            if wanted.fullmatch(name):
                walked(unpacked(package, name), lambda name, _: part(name), keep, part)
                keep(" ")
    return " ".join("".join(pieces).split()) if length <= LONGEST else None
