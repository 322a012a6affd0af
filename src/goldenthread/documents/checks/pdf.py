"""PDF: whole, open to everybody, and without programs, forms that send, or files inside (C15).

What acts in a PDF has a name of its own, such as /JavaScript. Names are looked for in all of the file's bytes and in
every packed part that holds objects; a part packed in a way that hides objects is refused, not guessed at.
"""

from __future__ import annotations

import re
import zlib

from goldenthread.documents.checks.formats import MB
from goldenthread.rules.refusals import Refused

MOST_PAGES = 2_000
LARGEST_PART, LARGEST_TOTAL = 32 * MB, 128 * MB
NAMES = {
    b"/JavaScript": "a program (JavaScript)",
    b"/Launch": "a button that starts a program",
    b"/EmbeddedFile": "other files inside",
    b"/RichMedia": "film, sound or a program",
    b"/XFA": "a form that runs a program (XFA)",
    b"/SubmitForm": "a form that sends itself somewhere",
    b"/ImportData": "a form that fetches data",
    b"/GoToE": "a link into a file inside",
    b"/Rendition": "film, sound or a program",
}
ACTIVE = re.compile(
    rb"(/JavaScript|/Launch|/EmbeddedFile|/RichMedia|/XFA|/SubmitForm|/ImportData|/GoToE|/Rendition)"
)
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
PACKED = re.compile(rb"/ObjStm(?![A-Za-z])")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
STREAM = re.compile(rb">>\s*stream\r?\n")
START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
MARKUP = re.compile(rb"<\s{0,8}(?:script|html|!doctype\s+html|iframe)[\s>/]", re.IGNORECASE)
DAMAGED = "The PDF is damaged or cut short. Make it again (print to PDF) and send that."
ENCRYPTED = (
    "The PDF is protected by a password or kept from being read. Print it to a new PDF file and send that."
)
HIDDEN = "The PDF hides part of itself in an unusual way. Print it to a new PDF file and send that."
MEND = "Print it to a new PDF file and send that."


def check(content: bytes) -> None:
    """Raise Refused where it is no whole PDF, or holds what acts by itself."""
    _check_frame(content)
    if re.search(rb"/Encrypt(?![A-Za-z])", content):
        raise Refused(ENCRYPTED)
    if MARKUP.search(content) or b"PK\x05\x06" in content[-65_557:]:
        raise Refused(f"The file is a PDF and another kind of file at once. {MEND}")
    pages = _look(content)
    packed = 0
    total = 0
    for part in _packed(content):
        packed += 1
        total += len(part)
        if total > LARGEST_TOTAL:
            raise Refused(f"The PDF unpacks to more than {LARGEST_TOTAL // MB} MB of objects. {MEND}")
        pages += _look(part)
    if packed < len(PACKED.findall(_plain(content))):
        raise Refused(HIDDEN)
    if pages > MOST_PAGES:
        raise Refused(f"The PDF has more than {MOST_PAGES:,} pages. Split it into parts.")
    if not pages:
        raise Refused(DAMAGED)


def _check_frame(content: bytes) -> None:
    """Its last lines say where its table of contents is, and there is one."""
    end = START.search(content[-2_048:])
    if end is None or not re.match(rb"\s*(xref|\d+\s+\d+\s+obj)", content[int(end[1]) : int(end[1]) + 40]):
        raise Refused(DAMAGED)


def _plain(content: bytes) -> bytes:
    """Names as they are meant: any letter of one may be written as # and two digits."""
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content) if b"#" in content else content


def _look(content: bytes) -> int:
    """Refuse what acts; count the pages."""
    plain = _plain(content)
    if found := ACTIVE.search(plain):
        raise Refused(f"The PDF holds {NAMES[found[1]]}. {MEND}")
    return len(PAGE.findall(plain))


def _packed(content: bytes) -> list[bytes]:
    """The parts that hold objects, unpacked; one that is packed in another way than by Flate is refused."""
    parts = []
    for found in STREAM.finditer(content):
        begin = content.rfind(b"obj", max(0, found.start() - 2_048), found.start())
        head = content[begin : found.end()]
        if not PACKED.search(_plain(head)):
            continue
        filters = re.findall(rb"/(\w+Decode|Crypt)\b", _plain(head))
        if filters == [b"FlateDecode"]:
            parts.append(_inflated(content, found.end()))
        elif not filters:
            end = content.find(b"endstream", found.end())
            parts.append(content[found.end() : end])
        else:
            raise Refused(HIDDEN)
    return parts


def _inflated(content: bytes, begin: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        part = unpacking.decompress(content[begin : begin + LARGEST_PART], LARGEST_PART)
    except zlib.error as error:
        raise Refused(DAMAGED) from error
    if unpacking.unconsumed_tail:
        raise Refused(f"A part of the PDF unpacks to more than {LARGEST_PART // MB} MB of objects. {MEND}")
    return part
