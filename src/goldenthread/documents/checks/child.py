"""The limited process in which a stranger's file is opened."""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

from goldenthread.documents.checks.checking import check
from goldenthread.documents.checks.limits import confine
from goldenthread.documents.checks.said import words
from goldenthread.rules.refusals import Refused

TOO_MUCH = "The file takes more memory to open than any document should. Save it as PDF and send that."
UNREADABLE = "The file cannot be read. Open it in the program that made it, save it as PDF, and send that."


def answer(name: str, content: bytes, out: BinaryIO, *, is_read: bool = False) -> None:
    """Write the kind of the file, and what it says where that is asked for; or the sentence that refuses it."""
    try:
        kind = check(content, name)
        told: dict[str, str | None] = {"format": kind.value}
        if is_read:
            told["words"] = words(content, kind)
    except Refused as refused:
        told = {"refused": refused.sentence}
    except MemoryError:
        told = {"refused": TOO_MUCH}
    except Exception:
        told = {"refused": UNREADABLE}
    out.write(json.dumps(told).encode())


def main() -> None:
    """Run as a process of its own by `confined.checked`: a line that names the file and the seconds, then the file."""
    asked = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    confine(asked["seconds"])
    answer(asked["name"], content, sys.stdout.buffer, is_read=asked["is_read"])
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
