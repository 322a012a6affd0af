"""A zipped workbook is weighed before it is opened: what it says of itself, then whether that was true."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from goldenthread.rules.refusals import Refused

MB = 1024 * 1024
LARGEST_DIRECTORY = 1 * MB
MOST_PARTS = 5_000
LARGEST_TOTAL = 320 * MB
LARGEST_PART = {
    "xl/styles.xml": 16 * MB,
    "xl/workbook.xml": 4 * MB,
    "xl/_rels/workbook.xml.rels": 4 * MB,
    "styles.xml": 16 * MB,
}
STEEPEST = 120
"""How many bytes one packed byte may become: a full tracker comes to about 10, empty rows to some 40."""

SMALL = 4 * MB
CHUNK = MB
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError, RuntimeError)
DAMAGED = "The workbook is damaged and cannot be read: save it again as .xlsx."
UNSAFE = "It may have been made to do harm; if it is yours, save it again from Excel as .xlsx."


def checked(path: Path) -> zipfile.ZipFile:
    """Open a package whose directory is within bounds, or refuse it without unpacking anything."""
    _weigh_directory(path)
    try:
        package = zipfile.ZipFile(path)
    except BROKEN as error:
        raise Refused(DAMAGED) from error
    parts = package.infolist()
    try:
        _weigh(parts)
    except Refused:
        package.close()
        raise
    return package


def _weigh_directory(path: Path) -> None:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Refused("The workbook is cut short and cannot be opened: copy or download it again.")
    count, size = struct.unpack_from("<HI", tail, at + 10)
    if count == 0xFFFF or size > LARGEST_DIRECTORY:
        raise Refused(f"The workbook is made of too many parts to be a tracker. {UNSAFE}")


def _weigh(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise Refused(f"The workbook is made of too many parts, or of parts that hide others. {UNSAFE}")
    if sum(part.file_size for part in parts) > LARGEST_TOTAL:
        raise Refused(f"The workbook unpacks to more than {LARGEST_TOTAL // MB} MB. {UNSAFE}")
    for part in parts:
        _weigh_part(part)


def _weigh_part(part: zipfile.ZipInfo) -> None:
    steep = part.file_size > SMALL and part.file_size > STEEPEST * max(part.compress_size, 1)
    if steep or part.file_size > LARGEST_PART.get(part.filename, LARGEST_TOTAL):
        raise Refused(
            f"A part of the workbook unpacks to {part.file_size // MB} MB of almost nothing. {UNSAFE}"
        )
    if part.flag_bits & 1:
        raise Refused("The workbook is protected by a password: save a copy without one.")
    nested = part.filename.lower().endswith((".zip", ".7z", ".rar", ".gz", ".xz", ".bz2"))
    if nested:
        raise Refused(f"The workbook holds another packed file inside. {UNSAFE}")


def unpacked(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part, a chunk at a time; refused when they are not what the directory promised."""
    try:
        with package.open(name) as part:
            while chunk := part.read(CHUNK):
                _look_at(chunk)
                yield chunk
    except BROKEN as error:
        raise Refused(DAMAGED) from error


def _look_at(chunk: bytes) -> None:
    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
        raise Refused(f"The workbook defines things of its own, as no spreadsheet does. {UNSAFE}")
    if len(chunk) == CHUNK and b"<" not in chunk:
        raise Refused(f"A cell holds more text than a spreadsheet allows. {UNSAFE}")
