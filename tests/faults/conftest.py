"""Processes that are killed and workers that start at once, each with a connection of its own."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from conftest import LONG
from goldenthread.conftest import (
    acting_tester,
    cast,
    scene,
    story,
    torbay_story,
)

__all__ = [
    "acting_tester",
    "cast",
    "scene",
    "story",
    "torbay_story",
]


@pytest.fixture(scope="session")
def points() -> Sequence[float]:
    """At which fraction of its work a process is killed: a sweep and random points, 200 of them in the long test."""
    chance = random.Random("kill -9")
    sweep = [number / 10 for number in range(1, 10)] if LONG else [0.2, 0.5, 0.8]
    return [*sweep, *(chance.random() for _ in range(200 - len(sweep) if LONG else 2))]


def _in_a_process(work: Callable[[], object]) -> int:
    """Start a twin of this process that does the work on a connection of its own, and ends without tidying up."""
    child = os.fork()
    if child:
        return child
    ours = connection.connection  # kept, so that nobody says goodbye on the parent's line
    connection.connection = None
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1 if ours else 2)


@pytest.fixture
def killed() -> Callable[[Callable[[], object], float], None]:
    """`killed(work, after)` starts the work in a process and kills it with -9 after so many seconds."""

    def run(work: Callable[[], object], after: float) -> None:
        child = _in_a_process(work)
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        _wait_until_alone()

    return run


@pytest.fixture
def lost() -> Callable[[Callable[[], object]], None]:
    """`lost(work)` runs work in a process that does not come back from it."""

    def run(work: Callable[[], object]) -> None:
        child = _in_a_process(work)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the process ended by itself"
        _wait_until_alone()

    return run


@pytest.fixture
def end() -> Callable[[int], None]:
    """`end(process)` kills it with -9."""

    def kill(process: int) -> None:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        _wait_until_alone()

    return kill


@pytest.fixture
def beside() -> Iterator[Callable[[Callable[[], object]], int]]:
    """`beside(work)` starts work in a process that goes on beside this one, and gives it; the test's end is its end."""
    started = []
    _empty_queue()

    def start(work: Callable[[], object]) -> int:
        started.append(_in_a_process(work))
        return started[-1]

    yield start
    for process in started:
        with suppress(ChildProcessError):  # it was ended before
            if os.waitpid(process, os.WNOHANG) == (0, 0):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
    _wait_until_alone()
    _empty_queue()


def _empty_queue() -> None:
    """What other tests left in the queue is not this one's."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs; delete from procrastinate_workers")


def _wait_until_alone() -> None:
    """Until the server has noticed: a session whose process is gone rolls back when it next looks."""
    others = (
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    )
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(f"{others} and state <> 'idle'")
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.02)
    raise AssertionError("The killed process's session still works")


@pytest.fixture
def at_once() -> Callable[[Sequence[Callable[[], Any]]], list[Any]]:
    """`at_once(works)` starts every work at one barrier and gives what each answered."""

    def run(works: Sequence[Callable[[], Any]]) -> list[Any]:
        barrier = Barrier(len(works))

        def start(work: Callable[[], Any]) -> Any:
            try:
                connection.ensure_connection()
                barrier.wait(timeout=60)
                return work()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(works)) as workers:
            return [future.result(timeout=120) for future in [workers.submit(start, work) for work in works]]

    return run
