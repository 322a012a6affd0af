"""A tracker saved as text: commas, semicolons or tabs, in any of the encodings that spreadsheets write."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading.headers import meaning
from goldenthread.tracker.reading.kinds import SAVE_AS
from goldenthread.tracker.reading.package import MOST_ROWS
from goldenthread.tracker.reading.sheets import Cells, Sheet

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
GUARDED = frozenset("=+-@|%\t\r\n'")
"""What an exported cell may start with after the apostrophe that keeps it from being taken for a formula."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def opened(path: Path, name: str) -> tuple[Sheet, list[str]]:
    """The file as its one sheet, and what had to be worked out about how it is written."""
    encoding = _encoding(path)
    delimiter = _delimiter(path, encoding)
    notes = []
    if not encoding.startswith("utf-8") or delimiter != ",":
        said = {"cp1252": "Windows-1252"}.get(encoding, encoding.upper().replace("-SIG", ""))
        notes.append(f"The file was read as {said} text separated by {DELIMITERS[delimiter]}.")
    return Sheet(name, lambda: _cells(path, encoding, delimiter), is_ragged=True), notes


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if head.count(0) > len(head) // 5:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return next((one for one in ("utf-8", "cp1252") if _decodes(path, one)), "") or _refuse_encoding()


def _refuse_encoding() -> str:
    raise Refused(f"The file's text is in an encoding that cannot be told: {SAVE_AS} (CSV UTF-8).")


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    """The one that makes the most headings of a row; a comma where none makes any."""
    best, most = ",", 0
    for delimiter in DELIMITERS:
        try:
            rows = list(islice(_cells(path, encoding, delimiter), 200))
        except Refused:
            continue
        found = max((sum(meaning(cell) is not None for cell in set(row)) for row in rows), default=0)
        if found > most:
            best, most = delimiter, found
    return best


def _cells(path: Path, encoding: str, delimiter: str) -> Iterator[Cells]:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        number = 0
        try:
            for number, row in enumerate(reader, 1):
                if number > MOST_ROWS:
                    raise Refused(
                        f"The file holds more than {MOST_ROWS} rows: split the tracker by year and import each part."
                    )
                yield [_unguarded(cell) for cell in row] if "'" in "".join(row) else row  # type: ignore[misc]
        except csv.Error as error:
            raise Refused(
                f"The file cannot be read after row {number}: a quotation mark there is not closed, or stands in the "
                f"middle of a value. Put it right, or {SAVE_AS}."
            ) from error
        except UnicodeDecodeError as error:
            raise Refused(f"The file's text is damaged after row {number}: {SAVE_AS}.") from error


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in GUARDED and len(cell) > 1 else cell
