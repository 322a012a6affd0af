"""A file that somebody uploaded, read for its area from a copy that lasts no longer than the reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from goldenthread.directory.queries import labels
from goldenthread.tracker.reading import Reading, read


def read_content(
    content: bytes,
    *,
    name: str,
    area_id: UUID,
    today: date,
    answers: Mapping[tuple[int, str], str] | None = None,
) -> Reading:
    """Read a file's bytes in the limited process; raises Refused with a sentence where they are no tracker."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "uploaded"
        path.write_bytes(content)
        return read(path, labels=labels(area_id), today=today, name=name, answers=answers)
