"""Files as people make them, and the parts from which hostile ones are put together."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import typst
import xlsxwriter

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
Parts = Mapping[str, str | bytes]


def packed(parts: Parts, *, store: tuple[str, ...] = ()) -> bytes:
    """A package of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in store else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), content, how)
    return out.getvalue()


def types(main: str, part: str, *others: str) -> str:
    more = "".join(f'<Override PartName="/x{at}" ContentType="{other}"/>' for at, other in enumerate(others))
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/>{more}</Types>'
    )


def relations(*rows: tuple[str, str, str]) -> str:
    """Rows of kind, target and mode."""
    told = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for at, (kind, target, mode) in enumerate(rows)
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{told}</Relationships>'


def docx(
    body: str = "<w:p><w:r><w:t>Advice</w:t></w:r></w:p>", parts: Parts | None = None, *others: str
) -> bytes:
    """A Word document with this body, more parts, and more content types."""
    document = f'{HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'
    main: dict[str, str | bytes] = {
        "[Content_Types].xml": types(WORD_MAIN, "word/document.xml", *others),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "Internal")),
        "word/document.xml": document,
    }
    return packed({**main, **(parts or {})})


def book(
    sheet: str = '<row r="1"><c r="A1"><v>1</v></c></row>', parts: Parts | None = None, *others: str
) -> bytes:
    """A workbook with these rows, written by hand."""
    main: dict[str, str | bytes] = {
        "[Content_Types].xml": types(SHEET_MAIN, "xl/workbook.xml", *others),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{SHEET}"><sheets/></workbook>',
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    return packed({**main, **(parts or {})})


def xlsx() -> bytes:
    """A workbook as a library writes it, with a formula and a link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Requests")
        sheet.write_row(0, 0, ["Child", "Due", "a|b!c"])
        sheet.write_formula(1, 0, '=IF(A1="x|y!z",SUM(B1:B9),0)')
        sheet.write_url(2, 0, "https://www.example.example/")
    return out.getvalue()


def odt(body: str = "<text:p>Advice</text:p>", parts: Parts | None = None) -> bytes:
    """An OpenDocument text with this body."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "draw", "script", "table")
    )
    content = (
        f'{HEAD}<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    main: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
    }
    return packed({**main, **(parts or {})}, store=("mimetype",))


def pdf(*objects: bytes, tail: bytes = b"", pages: int = 1) -> bytes:
    """A small PDF written by hand, with more objects."""
    kids = b" ".join(b"%d 0 R" % (10 + at) for at in range(pages))
    base = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n" % (kids, pages),
        *(b"%d 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n" % (10 + at) for at in range(pages)),
        *objects,
    ]
    body = b"%PDF-1.7\n" + b"".join(base)
    return (
        body
        + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n%s"
        % (
            len(body),
            tail,
        )
    )


def stream(head: bytes, content: bytes) -> bytes:
    """A packed part of a PDF."""
    told = zlib.compress(content)
    return b"7 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        head,
        len(told),
        told,
    )


def real_pdf() -> bytes:
    """A PDF as a typesetter writes it: its objects packed, tagged, with a link."""
    made: bytes = typst.compile(
        b'= Advice\n#link("https://www.example.example")[the local offer]\n#pagebreak()\nMore.'
    )
    return made


def png(width: int = 2, height: int = 2, tail: bytes = b"") -> bytes:
    """A picture of nothing."""
    rows = zlib.compress(b"".join(b"\0" + b"\0\0\0" * width for _ in range(height))) if height < 99 else b"x"
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (header, rows, b""))) + tail
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def jpeg(width: int = 2, height: int = 2, comment: bytes = b"taken at home", tail: bytes = b"") -> bytes:
    """A photograph of nothing: its segments, a few packed bytes, its end."""
    return b"".join(
        [
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            _segment(0xFE, comment),
            _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"),
            _segment(0xDA, b"\1\1\0\0\x3f\0"),
            b"\x12\xff\x00\x34\xff\xd9",
            tail,
        ]
    )


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def every() -> dict[str, bytes]:
    """A good file of each kind, by the name that its owner gave it."""
    return {
        "Advice.pdf": real_pdf(),
        "small.pdf": pdf(),
        "Advice.docx": docx(),
        "Advice.odt": odt(),
        "Tracker.xlsx": xlsx(),
        "scan.png": png(),
        "photo.jpg": jpeg(),
        "PHOTO.JPEG": jpeg(),
    }
