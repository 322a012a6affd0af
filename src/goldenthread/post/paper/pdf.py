"""A letter as a PDF: tagged (PDF/UA) and fit for an archive (PDF/A), with a font of its own.

The recipient stands where an envelope's window shows it: from 24.6 mm from the left and 39.5 mm from the top.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typst

from goldenthread.post.paper.letter import Paper
from goldenthread.rules.refusals import Refused

TEMPLATE = Path(__file__).with_name("letter.typ")


def pdf(paper: Paper) -> bytes:
    """The letter as it is printed. The same letter gives the same bytes.

    Raises Refused where a character stands in it that no font here can draw: a letter is never printed with a gap.
    """
    said = {name: value for name, value in asdict(paper).items() if name != "written_at"}
    try:
        return typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"letter": json.dumps(said)},
            pdf_standards=["a-2a", "ua-1"],
            ignore_system_fonts=True,
            timestamp=int(paper.written_at.timestamp()),
        )
    except typst.TypstError as problem:
        if "could not be displayed" not in str(problem) and "codepoint" not in str(problem):
            raise
        raise Refused(
            "There is a character in it, such as a picture, that the PDF cannot show. Take it as a Word document."
        ) from problem
