"""`goldenthread bench [--sizes s,m,l] [--only import,tick,readers,audit,post]`: time the work beside its peers."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goldenthread.command import embedded_postgres, places
from goldenthread.command.project import project
from goldenthread.rules.refusals import Refused

PARTS = ("import", "tick", "readers", "audit", "post")


def main(words: list[str]) -> int:
    """Each part in a database of its own, thrown away after; the results are a section of benchmarks/results.md."""
    asked = _parser().parse_args(words)
    root = places.checkout()
    if not (root / "benchmarks").is_dir():
        raise Refused("The benchmarks stand in the source checkout. Run this command there.")
    sys.path.insert(0, str(root))
    parts = asked.only.split(",")
    for part in parts:
        if part not in PARTS:
            raise Refused(f"There is no benchmark {part}. There are {', '.join(PARTS)}.")
    for part in parts:
        _write(root, part, _readers(asked.sizes) if part == "readers" else _one(part, asked.letters), asked)
    return 0


def _one(part: str, letters: int) -> list[object]:
    """The import, and the tick over the cases that it left open, fill a database with real actions."""
    with _thrown_away() as home:
        from benchmarks import audit, readers, tracker

        if part == "import":
            return list(tracker.run(home))
        if part == "audit":
            return list(audit.run(home))
        if part == "post":
            from benchmarks import post

            return list(post.run(letters))
        return list(readers.run_tick(tracker.open_cases(20_000)))


def _readers(sizes: str) -> list[object]:
    results: list[object] = []
    for name in sizes.split(","):
        with _thrown_away():
            from benchmarks import nation, people, readers

            size = nation.SIZES[name]
            print(f"Filling {size.name} …", file=sys.stderr, flush=True)
            nation.fill(size)
            results += readers.run(size, people.administrator())
    return results


@contextmanager
def _thrown_away() -> Iterator[Path]:
    """A home of its own with its server; Django's connection is closed before the server goes."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as folder:
        home = Path(folder)
        with embedded_postgres.running(home):
            _point(home)
            with project(home):
                from django.db import connection

                try:
                    yield home
                finally:
                    connection.close()


def _point(home: Path) -> None:
    """Django reads its settings once: each part after the first points the connection at its own server."""
    from django.apps import apps

    if apps.ready:
        from django.db import connection

        connection.settings_dict["HOST"] = embedded_postgres.urls(home).application.partition("host=")[2]


def _write(root: Path, part: str, results: list[object], asked: argparse.Namespace) -> None:
    """As soon as a part is measured, so that one which fails takes nothing away."""
    from benchmarks.report import page, section
    from goldenthread import clock

    words = {"readers": f" --sizes {asked.sizes}", "post": f" --letters {asked.letters}"}.get(part, "")
    measured = section(part, results, words=words, on=clock.today())  # type: ignore[arg-type]
    file = root / "benchmarks" / "results.md"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(page({part: measured}, parts=PARTS, before=before), encoding="utf-8")
    print(measured)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread bench", description="Time the work beside its peers.")
    parser.add_argument(
        "--sizes", default="s,m,l", help="s 230, m 20,000, l 1,500,000 cases; all three by default"
    )
    parser.add_argument(
        "--only", default=",".join(PARTS), help="import, tick, readers, audit, post; all by default"
    )
    parser.add_argument(
        "--letters", type=int, default=10_000, help="how many the post hands over; 10,000 by default"
    )
    return parser
