"""What can be wrong with a backup, told in a sentence; the command that meets it ends with 1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from goldenthread.rules.refusals import Refused


class Broken(Refused):
    """A backup that could not be made, read, trusted or restored."""


@contextmanager
def told_of(place: Path) -> Iterator[None]:
    """A disk that is full, a folder that may not be written, a database that stopped: in a sentence."""
    try:
        yield
    except OSError as problem:
        where = problem.filename or place
        raise Broken(
            f"{where} cannot be used ({problem.strerror}). Mend that, or name another folder, and run it again."
        ) from problem
    except psycopg.Error as problem:
        reason = str(problem).strip().splitlines()[0]
        raise Broken(f"The database stopped it ({reason}). Nothing was changed.") from problem
