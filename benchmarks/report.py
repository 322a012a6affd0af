"""The results as a page that is committed: what was timed, beside what, with the command that repeats it.

Each part has a section of its own, which says when it was measured. Measuring one part leaves the others as they are.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import date

from benchmarks.timing import Result
from goldenthread.rules.words import said

HEAD = """# Benchmarks

Medians of runs in turn with the peer, in one process; a ratio is ours over the peer's. The machine is shared, so
only ratios travel. Repeat all with `./goldenthread bench`, or one part with the command under its heading.
"""
SECTION = """
## {part}

`./goldenthread bench --only {part}{words}`, {day}: {machine}, Python {python}, PostgreSQL from the wheel.

| operation | size | ours, ms | peer | peer, ms | ratio | runs | |
|---|---|---:|---|---:|---:|---:|---|
"""


def page(measured: Mapping[str, str], *, parts: Sequence[str], before: str = "") -> str:
    """Markdown: the sections measured now, and of the other parts those of the page before."""
    sections = {**_sections(before), **measured}
    return HEAD + "".join(sections[part] for part in parts if part in sections)


def section(part: str, results: Sequence[Result], *, words: str, on: date) -> str:
    """One part's heading, the command that repeats it, and its table."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    head = SECTION.format(
        part=part, words=words, machine=machine, python=platform.python_version(), day=said(on)
    )
    return head + "".join(_line(each) for each in results)


def _sections(text: str) -> dict[str, str]:
    """The sections of a page by their headings."""
    return {each.partition("\n")[0]: f"\n## {each.rstrip()}\n" for each in text.split("\n## ")[1:]}


def _line(each: Result) -> str:
    return (
        f"| {each.operation} | {each.size} | {each.ours:,.1f} | {each.peer_name} | {each.peer:,.2f} "
        f"| {each.ratio:,.1f} | {each.runs} | {each.remark} |\n"
    )
