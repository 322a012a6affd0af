"""PNG and JPEG: whole from the first byte to the last, and no larger than a screen can show."""

from __future__ import annotations

import re
import struct
import zlib

from goldenthread.rules.refusals import Refused

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 20_000
MARKUP = re.compile(rb"<\s{0,8}(?:script|html|!doctype\s+html|svg|\?php)[\s>/]", re.IGNORECASE)
DAMAGED = "The image is damaged or cut short. Open it, save it again, and send that."
TWO_KINDS = (
    "The file is an image and another kind of file at once. Open it, save it as a new image, and send that."
)
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def check_png(content: bytes) -> None:
    """Walk through the chunks, each with its checksum; the last is the end."""
    at, name, is_first = 8, b"", True
    while at < len(content):
        if len(content) < at + 12:
            raise Refused(DAMAGED)
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if (
            end > len(content)
            or zlib.crc32(content[at + 4 : end - 4]) != struct.unpack_from(">I", content, end - 4)[0]
        ):
            raise Refused(DAMAGED)
        if is_first:
            if name != b"IHDR" or length != 13:
                raise Refused(DAMAGED)
            _check_size(*struct.unpack_from(">II", content, at + 8))
        at, is_first = end, False
        if name == b"IEND":
            break
    if name != b"IEND":
        raise Refused(DAMAGED)
    if at != len(content):
        raise Refused(TWO_KINDS)
    _check_single(content)


def check_jpeg(content: bytes) -> None:
    """Walk through the segments to the picture; a camera may write a second picture after it, and nothing else."""
    at, sized = 2, False
    while True:
        marker = _marker(content, at)
        at += 2
        if marker in ALONE:
            continue
        if marker == 0xD9 or len(content) < at + 2:
            raise Refused(DAMAGED)
        (length,) = struct.unpack_from(">H", content, at)
        if marker in SIZES and len(content) >= at + 7:
            height, width = struct.unpack_from(">HH", content, at + 3)
            _check_size(width, height)
            sized = True
        at += length
        if marker == 0xDA:
            break
    if not sized or content.find(b"\xff\xd9", at) < 0:
        raise Refused(DAMAGED)
    _check_single(content)


def _marker(content: bytes, at: int) -> int:
    if len(content) < at + 2 or content[at] != 0xFF or content[at + 1] == 0:
        raise Refused(DAMAGED)
    return content[at + 1]


def _check_size(width: int, height: int) -> None:
    if not 0 < width <= LONGEST_SIDE or not 0 < height <= LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Refused(
            f"The image is {width:,} by {height:,} points, more than any screen or page. Save it smaller and send that."
        )


def _check_single(content: bytes) -> None:
    """No web page, packed file or document hides in it."""
    if MARKUP.search(content) or b"PK\x05\x06" in content[-65_557:] or b"%PDF-" in content[:1_024]:
        raise Refused(TWO_KINDS)
