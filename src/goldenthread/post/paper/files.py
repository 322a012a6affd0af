"""A paper as a file to take along, in either of its two forms."""

from __future__ import annotations

from django.urls import reverse

from goldenthread.design.page import Link
from goldenthread.documents.checks import Format
from goldenthread.post.paper.docx import docx_of
from goldenthread.post.paper.letter import Paper
from goldenthread.post.paper.pdf import pdf

FILES = {Format.PDF.value: "PDF", Format.DOCX.value: "Word document"}
"""The forms that there are, and what each is called."""


def file_of(paper: Paper, kind: str) -> bytes:
    """The paper as it is handed out. Raises Refused where the PDF has no character for something in it."""
    return pdf(paper) if kind == Format.PDF else docx_of(paper)


def ways(called: str, route: str, *about: object, said: str = "") -> tuple[Link, ...]:
    """Where a paper is taken from in each of its forms; `said` is read out after each, to tell it from others."""
    return tuple(
        Link(f"{called} as a {words}", reverse(f"{route}_{kind}", args=about), said)
        for kind, words in FILES.items()
    )
