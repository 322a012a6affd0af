"""Every call that leaves this process is counted, and the chosen one breaks: before it is done, or just after.

The calls are each statement and commit of the database, each line to and from a mail server, each request over HTTP,
and what makes a file last. One run learns how many there are; then each of them is broken in turn (SQLite's method,
reliability 5.5).
"""

from __future__ import annotations

import imaplib
import os
import re
import signal
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
import requests
from django.db import OperationalError, connection
from requests.adapters import HTTPAdapter

from goldenthread.database.engine.base import DatabaseWrapper

LINES: tuple[tuple[Any, str, type[Exception]], ...] = (
    (DatabaseWrapper, "_commit", OperationalError),
    (smtplib.SMTP, "connect", ConnectionRefusedError),
    (smtplib.SMTP, "send", ConnectionResetError),
    (smtplib.SMTP, "getreply", ConnectionResetError),
    (imaplib.IMAP4, "open", ConnectionRefusedError),
    (imaplib.IMAP4, "send", ConnectionResetError),
    (imaplib.IMAP4, "readline", ConnectionResetError),
    (HTTPAdapter, "send", requests.ConnectionError),
    (os, "fsync", OSError),
    (Path, "replace", OSError),
)


WRITES = re.compile(
    r"insert into|update \"|^_commit|^fsync|^replace|MOVE|^getreply|Request \[POST", re.IGNORECASE
)


class Calls:
    """Counts, and breaks the call `at`; `is_done` says whether it was done before. 0 breaks none."""

    def __init__(self, at: int, is_done: bool, broken: Callable[[type[Exception]], NoReturn]) -> None:
        self.at, self.is_done, self.broken = at, is_done, broken
        self.made: list[str] = []

    @property
    def count(self) -> int:
        return len(self.made)

    def writes(self) -> list[int]:
        """The calls that change something for good: what is written, made to last, moved, or taken by a server."""
        return [place for place, call in enumerate(self.made, start=1) if WRITES.search(call)]

    def places(self, most: int | None) -> list[tuple[int, bool]]:
        """Each call before and after it is done; or some of those that write, spread over all of them."""
        if most is None:
            return [(at, is_done) for at in range(1, self.count + 1) for is_done in (False, True)]
        written = self.writes()
        return [(at, bool(turn % 2)) for turn, at in enumerate(written[:: -(-len(written) // most)])]

    def make(self, problem: type[Exception], call: Callable[..., Any], *words: Any, **named: Any) -> Any:
        self.made.append(f"{getattr(call, '__name__', '')} {words}")
        is_here = self.count == self.at
        if is_here and not self.is_done:
            self.broken(problem)
        answer = call(*words, **named)
        if is_here:
            self.broken(problem)
        return answer


def fails(problem: type[Exception]) -> NoReturn:
    raise problem("gone")


def dies(problem: type[Exception]) -> NoReturn:
    """As a machine that loses its power: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("alive after kill -9")


@contextmanager
def calls(
    at: int = 0, *, is_done: bool = False, broken: Callable[[type[Exception]], NoReturn] = fails
) -> Iterator[Calls]:
    """What is done inside is counted, and broken at that call."""
    counted = Calls(at, is_done, broken)

    def statement(execute: Any, *words: Any) -> Any:
        return counted.make(OperationalError, execute, *words)

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(statement):
        for owner, name, problem in LINES:
            patch.setattr(owner, name, _counted(counted, problem, getattr(owner, name)))
        yield counted


def _counted(counted: Calls, problem: type[Exception], call: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *words, **named: counted.make(problem, call, *words, **named)
