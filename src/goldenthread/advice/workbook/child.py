"""The limited process in which a list that came back is opened."""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

from goldenthread.advice.workbook.reading import SECONDS, UNREADABLE, rows_in
from goldenthread.documents.checks.limits import confine
from goldenthread.rules.refusals import Refused


def answer(content: bytes, out: BinaryIO) -> None:
    """Write the rows, or the sentence that refuses them."""
    told: dict[str, object]
    try:
        told = {"rows": rows_in(content)}
    except Refused as refused:
        told = {"refused": refused.sentence}
    except BaseException:
        # The reader's own panics are no Exception; whatever it was, the person needs one sentence.
        told = {"refused": UNREADABLE}
    out.write(json.dumps(told).encode())


def main() -> None:
    """Run as a process of its own by `reading.read`."""
    content = sys.stdin.buffer.read()
    confine(SECONDS)
    answer(content, sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
