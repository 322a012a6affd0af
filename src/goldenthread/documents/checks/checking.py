"""One file by its name and its bytes: its kind, where it can be kept, or the sentence that says why not."""

from __future__ import annotations

from io import BytesIO

from goldenthread.documents.checks import images, office, opendocument, pdf
from goldenthread.documents.checks.formats import LARGEST, MB, Format, agree, format_of
from goldenthread.documents.checks.names import cleaned
from goldenthread.rules.refusals import Refused


def check(content: bytes, name: str) -> Format:
    """The kind of the file; raises Refused with how to mend it where it cannot be kept.

    Run it through `confined.checked`: here nothing limits what a hostile file takes.
    """
    weigh(len(content))
    kind = format_of(cleaned(name))
    agree(kind, content[:16])
    if kind is Format.PDF:
        pdf.check(content)
    elif kind is Format.PNG:
        images.check_png(content)
    elif kind is Format.JPEG:
        images.check_jpeg(content)
    elif kind is Format.ODT:
        opendocument.check(BytesIO(content))
    else:
        office.check(BytesIO(content), kind)
    return kind


def weigh(size: int) -> None:
    """Neither empty nor too large; raises Refused otherwise."""
    if size == 0:
        raise Refused("The file is empty. Save it again and look whether it opens.")
    if size > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // MB} MB. Save it smaller, or split it into parts.")
