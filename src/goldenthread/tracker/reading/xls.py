"""Which calendar an old Excel file (.xls) counts its days from."""

from __future__ import annotations

import struct
from pathlib import Path

_GLOBALS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
"""The record that opens the workbook's globals in a BIFF8 file."""

_DATE_MODE, _END = 0x22, 0x0A


def epoch_of(path: Path) -> int | None:
    """1900 or 1904; None where the file does not say, and a bare number must not be taken for a date."""
    content = path.read_bytes()
    at = content.find(_GLOBALS)
    while at >= 0 and at + 6 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        if kind == _DATE_MODE:
            return 1904 if content[at + 4] else 1900
        if kind == _END:
            return None
        at += 4 + size
    return None
