"""Eighty files that are not what their name says, or two kinds at once (C08, C12)."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.documents.checks.tests import made

PAGE = b"<html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OTHERS = {
    "exe": b"MZ\x90\0" + b"\0" * 60,
    "elf": b"\x7fELF" + b"\0" * 60,
    "html": PAGE,
    "svg": DRAWING,
    "gif": b"GIF89a=1;alert(1)",
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60,
    "text": b"just words",
    "script": b"#!/bin/sh\nrm\n",
}
KINDS = ("pdf", "docx", "odt", "xlsx", "png", "jpg")
FOREIGN = (
    "html",
    "svg",
    "exe",
    "js",
    "docm",
    "xlsm",
    "doc",
    "xls",
    "zip",
    "eml",
    "msg",
    "htm",
    "gif",
    "heic",
    "lnk",
    "",
)


def every() -> Iterator[tuple[str, bytes]]:
    """Name and content."""
    for kind in KINDS:
        yield from ((f"{name}.{kind}", content) for name, content in OTHERS.items())
    good = made.every()
    yield from ((f"advice.{extension}", good["small.pdf"]) for extension in FOREIGN)
    office = {
        kind: content for name, content in good.items() if (kind := name.rpartition(".")[2]) in KINDS[1:4]
    }
    yield from (
        (f"{inside}.{kind}", content)
        for kind in office
        for inside, content in office.items()
        if inside != kind
    )
    yield ("empty.docx", made.packed({"a.txt": "a"}))
    yield from _two_at_once(good)


def _two_at_once(good: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    pdf, png, jpeg, docx = good["small.pdf"], good["scan.png"], good["photo.jpg"], good["Advice.docx"]
    yield ("page-before.pdf", PAGE + pdf)
    yield ("page-after.pdf", pdf + PAGE)
    yield ("page-inside.pdf", made.pdf(b"5 0 obj\n(%s)\nendobj\n" % PAGE))
    yield ("package-after.pdf", pdf + docx)
    yield ("package-after.png", png + docx)
    yield ("page-after.png", png + PAGE)
    yield ("package-after.jpg", jpeg + docx)
    yield ("page-inside.jpg", made.jpeg(comment=PAGE))
    yield ("pdf-before.docx", b"%PDF-1.7\n" + docx)
    yield ("pdf-after.docx", docx + pdf)


DAMAGED = {
    "half.pdf": lambda: made.pdf()[:120],
    "half.png": lambda: made.png()[:40],
    "half.jpg": lambda: made.jpeg()[:30],
    "half.docx": lambda: made.docx()[:300],
    "nothing.pdf": lambda: b"",
    "flood.png": lambda: made.png(19_999, 19_999),
    "wide.png": lambda: made.png(900_000, 10),
    "flood.jpg": lambda: made.jpeg(60_000, 60_000),
    "broken.png": lambda: made.png()[:20] + b"\1" + made.png()[21:],
}
