"""The results as a page that is committed: what was timed, beside what, with the command that repeats it."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date

from benchmarks.timing import Result
from goldenthread.rules.words import said

HEAD = """# Benchmarks

Medians of runs in turn with the peer, in one process; a ratio is ours over the peer's. The machine is shared, so
only ratios travel. Repeat with `./goldenthread bench` ({sizes}).

{machine}, Python {python}, PostgreSQL from the wheel, {day}.

| operation | size | ours, ms | peer | peer, ms | ratio | runs | |
|---|---|---:|---|---:|---:|---:|---|
"""


def page(results: Sequence[Result], *, sizes: str, on: date) -> str:
    """Markdown of all results."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    head = HEAD.format(sizes=sizes, machine=machine, python=platform.python_version(), day=said(on))
    return head + "".join(_line(each) for each in results)


def _line(each: Result) -> str:
    return (
        f"| {each.operation} | {each.size} | {each.ours:,.1f} | {each.peer_name} | {each.peer:,.2f} "
        f"| {each.ratio:,.1f} | {each.runs} | {each.remark} |\n"
    )
