"""The limited process in which a stranger's file is opened: little memory, little time, and nothing to write to."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import BinaryIO

from goldenthread.documents.checks.limits import confine
from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading import wire
from goldenthread.tracker.reading.parsing import opened

TOO_MUCH = (
    "The file needs more memory than one tracker may have. Look for filled cells far below or to the right of the "
    "tracker, delete them, and save it again; or split it by year."
)
UNREADABLE = "The file cannot be read: open it in Excel or LibreOffice, save it as .xlsx, and try again."


def answer(question: bytes, out: BinaryIO) -> None:
    """Read the file that the question names and write the reading out, or the sentence that refuses it."""
    asked = json.loads(question)
    try:
        found = opened(
            Path(asked["path"]),
            labels=asked["labels"],
            today=date.fromisoformat(asked["today"]),
            name=asked["name"],
            answers={(row, field): text for row, field, text in asked.get("answers", ())},
        )
        out.write(wire.line({"sheet": found.sheet, "header_row": found.header_row}))
        for line in wire.lines(found.outcomes):
            out.write(line)
        out.write(wire.line({"end": True}))
    except Refused as refused:
        out.write(wire.line({"refused": refused.sentence}))
    except MemoryError:
        out.write(wire.line({"refused": TOO_MUCH}))
    except BaseException:
        # Calamine's own panics are no Exception; whatever it was, the owner of the file needs one sentence.
        out.write(wire.line({"refused": UNREADABLE}))


def main() -> None:
    """Run as a process of its own by `confined.read`."""
    question = sys.stdin.buffer.read()
    confine(json.loads(question)["seconds"])
    answer(question, sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
