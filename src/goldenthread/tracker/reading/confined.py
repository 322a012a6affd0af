"""Reading a file that anybody may have made: in a limited process, so that the worst it can do is be refused."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading import wire
from goldenthread.tracker.reading.child import TOO_MUCH, UNREADABLE
from goldenthread.tracker.reading.outcome import Reading

SECONDS = 20
"""Of processor time, for a small file; two more for each megabyte. A busy machine has three times as long."""

LARGEST_ANSWER = 256 * 1024 * 1024
TOO_LONG = "The file takes too long to read to be a tracker: save it again as .xlsx, or split it by year."


def read(
    path: Path,
    *,
    labels: Mapping[str, str],
    today: date,
    name: str = "",
    answers: Mapping[tuple[int, str], str] | None = None,
) -> Reading:
    """Read a tracker in a limited child process; raises Refused with a sentence where it cannot be read.

    `labels` gives the code of a service for everything that the service is called; `name` is what the file's
    owner calls it, where `path` is only where it is kept. Two-digit years and days to come go by `today`. `answers`
    are what a person says, by row and field, that a cell should say.
    """
    seconds = SECONDS + 2 * (path.stat().st_size >> 20)
    question = {
        "path": str(path.resolve()),
        "name": name or path.name,
        "labels": dict(labels),
        "today": today.isoformat(),
        "seconds": seconds,
        "answers": [(row, field, text) for (row, field), text in (answers or {}).items()],
    }
    reading = _asked(json.dumps(question).encode(), seconds * 3)
    reading.sha256 = _sha256(path)
    return reading


def _asked(question: bytes, seconds: int) -> Reading:
    """Start the child, ask, listen until it ends or its time is up."""
    command = [sys.executable, "-I", "-X", "utf8", "-m", "goldenthread.tracker.reading.child"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    ) as process:
        late = Timer(seconds, process.kill)
        late.start()
        try:
            with cast("IO[bytes]", process.stdin) as ask:
                ask.write(question)
            return _heard(_lines(cast("IO[bytes]", process.stdout)))
        except (ValueError, TypeError, LookupError, AttributeError, OSError) as error:
            is_late = late.finished.is_set()
            process.kill()
            raise Refused(_why(process.wait(), is_late)) from error
        finally:
            late.cancel()
            process.kill()


def _lines(answer: IO[bytes]) -> Iterator[bytes]:
    left = LARGEST_ANSWER
    while line := answer.readline(left):
        left -= len(line)
        yield line


def _heard(lines: Iterator[bytes]) -> Reading:
    """Build the reading from what the child says; raises where it falls silent before the end."""
    start = _said(next(lines, b""))
    reading = Reading(str(start["sheet"]), int(start["header_row"]))
    decoder = wire.Decoder()
    for line in lines:
        said = json.loads(line)
        if isinstance(said, dict):
            _said(line)
            return reading
        reading.take(decoder.outcomes(said))
    raise ValueError


def _said(line: bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(line)
    if "refused" in said:
        raise Refused(str(said["refused"]))
    return said


def _why(status: int, is_late: bool) -> str:
    """What to tell of a child that did not finish, from how it ended."""
    if is_late or status == -signal.SIGXCPU:
        return TOO_LONG
    return TOO_MUCH if status == -signal.SIGABRT else UNREADABLE


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
