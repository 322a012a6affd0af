"""A letter on paper, for tests to change, and what a reader of a file finds in it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from goldenthread.post.paper.letter import Heading, Paper

LINK = "https://goldenthread.children-and-family-health-partnership.example/case/6f1f4c1e-5e39-4b0e-8a64-5d2c6d6d6d11/"
PAPER = Paper(
    heading=Heading(
        "nhs", "Seaside Community Health", ("The Tide Rooms", "8 Pebble Lane"), "www.seaside.example"
    ),
    to=("The Director", "1 Lantern Quay", "Seaside", "ZZ1 1AA"),
    dated="2 November 2026",
    reference="EHC26-0101",
    mark="",
    subject="Advice of SLT on EHC26-0101",
    body=(("Dear Director",), ("Please have it answered:", LINK)),
    closing=(("Single Point of Contact", "Health Hub"), ("Signed by Wren Gale on 2 November 2026",)),
    link=LINK,
    written_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
)
HOSTILE = '#panic() = *x* $y$ @z \\" {{ 1 + 1 }} <w:b/> & [a](b) {reference}'


def text_of(pdf: bytes, folder: Path) -> str:
    """What a reader of the PDF finds in it, as it stands on the page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    (folder / "letter.pdf").write_bytes(pdf)
    words = ["pdftotext", "-layout", "letter.pdf", "-"]
    return subprocess.run(words, cwd=folder, capture_output=True, check=True).stdout.decode()


def words_of(content: bytes) -> list[str]:
    """The paragraphs of a Word document, each with its line breaks."""
    return [each.text for each in docx.Document(BytesIO(content)).paragraphs]
