"""Checking a file that anybody may have made: in a limited process, so that the worst it can do is be refused."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

from goldenthread.documents.checks.checking import weigh
from goldenthread.documents.checks.child import TOO_MUCH, UNREADABLE
from goldenthread.documents.checks.formats import Format, agree, format_of
from goldenthread.documents.checks.names import cleaned
from goldenthread.rules.refusals import Refused

SECONDS = 15
"""Of processor time; a busy machine has four times as long."""

TOO_LONG = "The file takes too long to open to be a document. Save it as PDF and send that."


def checked(content: bytes, name: str) -> Format:
    """The kind of the file; raises Refused with a sentence that says what is wrong and how to mend it."""
    return _asked(content, name, is_read=False)[0]


def read(content: bytes, name: str) -> tuple[Format, str | None]:
    """The same, and the words that it says; None where they cannot be read, as those of a PDF or a picture."""
    return _asked(content, name, is_read=True)


def _asked(content: bytes, name: str, *, is_read: bool) -> tuple[Format, str | None]:
    weigh(len(content))
    agree(format_of(cleaned(name)), content[:16])
    question = json.dumps({"name": name, "seconds": SECONDS, "is_read": is_read}).encode() + b"\n"
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-m", "goldenthread.documents.checks.child"],
            input=question + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS * 4,
            env={},
            cwd="/",
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Refused(TOO_LONG) from late
    return _heard(child.stdout, child.returncode)


def _heard(said: bytes, status: int) -> tuple[Format, str | None]:
    try:
        told = json.loads(said)
        if "refused" in told:
            raise Refused(str(told["refused"]))
        return Format(told["format"]), told.get("words")
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(_why(status)) from error


def _why(status: int) -> str:
    """What to tell of a child that did not answer, from how it ended."""
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return TOO_LONG
    return TOO_MUCH if status == -signal.SIGABRT else UNREADABLE
