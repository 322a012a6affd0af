"""A packed file (Word, Excel, OpenDocument) is weighed by its directory before any of it is unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from goldenthread.documents.checks.formats import MB
from goldenthread.rules.refusals import Refused

LARGEST_DIRECTORY = MB
MOST_PARTS = 4_000
LARGEST_TOTAL = 256 * MB
LARGEST_PART = {"xl/styles.xml": 16 * MB, "xl/workbook.xml": 4 * MB, "[Content_Types].xml": MB}
STEEPEST = 120
"""How many bytes one packed byte may become: text comes to about 10, empty rows of a sheet to some 40."""

SMALL = 4 * MB
CHUNK = 256 * 1024
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
DAMAGED = "The file is damaged and cannot be opened. Open it in the program that made it and save it again."
UNSAFE = "It may have been made to do harm; if it is yours, open it, save it again, and send that."


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """The package, where its directory is within bounds and describes the whole file; raises Refused otherwise."""
    size = _weigh_directory(file)
    try:
        package = zipfile.ZipFile(file)
    except BROKEN as error:
        raise Refused(DAMAGED) from error
    _weigh(package.infolist(), size)
    return package


def _weigh_directory(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Refused("The file is cut short and cannot be opened. Copy or download it again.")
    count, length, offset, comment = struct.unpack_from("<HIIH", tail, at + 10)
    if count == 0xFFFF or offset == 0xFFFFFFFF or length > LARGEST_DIRECTORY:
        raise Refused(f"The file is made of too many parts to be a document. {UNSAFE}")
    end = size - len(tail) + at
    if offset + length != end or end + 22 + comment != size:
        raise Refused(f"The file hides something before, after or between its parts. {UNSAFE}")
    return size


def _weigh(parts: list[zipfile.ZipInfo], size: int) -> None:
    if not parts or len(parts) > MOST_PARTS or len({part.filename.casefold() for part in parts}) < len(parts):
        raise Refused(f"The file is made of too many parts, or of parts that hide others. {UNSAFE}")
    if sum(part.file_size for part in parts) > LARGEST_TOTAL:
        raise Refused(f"The file unpacks to more than {LARGEST_TOTAL // MB} MB. {UNSAFE}")
    for part in parts:
        _weigh_part(part)
    ends = [part.header_offset + 30 + len(part.filename) + part.compress_size for part in parts]
    begins = [*sorted(part.header_offset for part in parts)[1:], size]
    if any(end > begin for end, begin in zip(sorted(ends), begins, strict=True)):
        raise Refused(f"Parts of the file lie over one another. {UNSAFE}")


def _weigh_part(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 1:
        raise Refused("The file is protected by a password. Save a copy without one and send that.")
    steps = part.filename.split("/")
    if part.filename.startswith("/") or ".." in steps or "\\" in part.filename or ":" in part.filename:
        raise Refused(f"A part of the file names a place outside it. {UNSAFE}")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(f"The file is packed in a way that no office program uses. {UNSAFE}")
    steep = part.file_size > SMALL and part.file_size > STEEPEST * max(part.compress_size, 1)
    if steep or part.file_size > LARGEST_PART.get(part.filename, LARGEST_TOTAL):
        raise Refused(f"A part of the file unpacks to {part.file_size // MB} MB of almost nothing. {UNSAFE}")


def unpacked(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part, a chunk at a time; refused where they are not what the directory promised."""
    try:
        with package.open(name) as part:
            while chunk := part.read(CHUNK):
                yield chunk
    except BROKEN as error:
        raise Refused(DAMAGED) from error
