"""Twelve small files that unfold into all the memory of a machine (C09, C10, C16)."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from goldenthread.documents.checks.tests.made import HEAD, SHEET, book, docx, packed

MB = 1024 * 1024


def steep() -> bytes:
    """One part of 300 MB of blanks."""
    return book(parts={"xl/sharedStrings.xml": b" " * (300 * MB)})


def long_string() -> bytes:
    """One cell with 100 MB of the same letter."""
    return book(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"A" * (100 * MB)}</t></is></c></row>')


def far_cell() -> bytes:
    """One kilobyte, filled at the last cell that there is."""
    return book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def many_cells() -> bytes:
    """Twelve million cells in rows of which each is a little different."""
    rows = (
        f'<row r="{row}">'
        + "".join(f'<c r="A{row}"><v>{row * 7_919 + column}</v></c>' for column in range(60))
        + "</row>"
        for row in range(1, 20_001)
    )
    return book("".join(rows))


def empty_rows() -> bytes:
    """Ten thousand rows of a hundred empty cells: 119 KB."""
    return book(("<row>" + "<c/>" * 100 + "</row>") * 30_000)


def styles() -> bytes:
    """A million styles."""
    return book(
        parts={"xl/styles.xml": f'{HEAD}<styleSheet xmlns="{SHEET}">' + '<xf numFmtId="0"/>' * 1_000_000}
    )


def many_parts() -> bytes:
    return packed({f"xl/p{at}.xml": "<a/>" for at in range(5_000)})


def many_large_parts() -> bytes:
    """None too large by itself, all together a third of a gigabyte."""
    filling = ("".join(f"<v>{at}</v>" for at in range(200_000))).encode()
    return book(parts={f"xl/worksheets/s{at}.xml": filling for at in range(150)})


def nested() -> bytes:
    """A workbook in a document in a document in a document."""
    inner = book()
    for _ in range(4):
        inner = docx(parts={"word/embeddings/a.docx": inner})
    return inner


def laughs() -> bytes:
    """A word defined as ten words, each of ten words, and so on."""
    names = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return book(parts={"xl/sharedStrings.xml": f'{HEAD}<!DOCTYPE a [<!ENTITY l0 "ha">{names}]><a>&l9;</a>'})


def overlapping() -> bytes:
    """Every part's directory entry points at one and the same packed bytes."""
    plain = packed({f"xl/p{at:02}.xml": "<a/>" * 10_000 for at in range(40)})
    whole = bytearray(plain)
    at = whole.find(b"PK\1\2")
    while at >= 0:
        struct.pack_into("<I", whole, at + 42, 0)
        at = whole.find(b"PK\1\2", at + 46)
    return bytes(whole)


def lying() -> bytes:
    """The directory says ten bytes; the part unpacks to 200 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b" " * (200 * MB))
    whole = bytearray(out.getvalue())
    struct.pack_into("<I", whole, whole.find(b"PK\1\2") + 24, 10)
    return bytes(whole)


BOMBS: tuple[Callable[[], bytes], ...] = (
    steep, long_string, far_cell, many_cells, empty_rows, styles, many_parts, many_large_parts, nested, laughs,
    overlapping, lying,
)  # fmt: skip
