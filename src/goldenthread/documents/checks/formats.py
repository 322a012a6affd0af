"""The kinds of file that are kept, what each is called, and what to do with one of another kind."""

from __future__ import annotations

from enum import StrEnum

from goldenthread.rules.refusals import Refused

MB = 1024 * 1024
LARGEST = 32 * MB
"""A report with scanned pages comes to some 10 MB; a mail system seldom lets more than 25 MB through."""


class Format(StrEnum):
    """A kind of file that is kept."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    XLSX = "xlsx"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def words(self) -> str:
        return WORDS[self]

    @property
    def media_type(self) -> str:
        """As the server names it to a browser."""
        return MEDIA[self]


WORDS = {
    Format.PDF: "PDF",
    Format.DOCX: "Word document",
    Format.ODT: "OpenDocument text",
    Format.XLSX: "Excel workbook",
    Format.PNG: "PNG image",
    Format.JPEG: "JPEG image",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.PNG: "image/png",
    Format.JPEG: "image/jpeg",
}
EXTENSIONS = {**{each.value: each for each in Format}, "jpg": Format.JPEG}
ACCEPT = ",".join(f".{extension}" for extension in EXTENSIONS)
KEPT = "PDF, Word (.docx), OpenDocument (.odt), Excel (.xlsx), PNG and JPEG files are kept"

MEND = {
    "doc": "This is an old Word file. Open it in Word and save it as .docx, or as PDF.",
    "rtf": "This is a rich text file. Open it in Word and save it as .docx, or as PDF.",
    "xls": "This is an old Excel file. Open it in Excel and save it as .xlsx.",
    "docm": "This Word file may hold macros. Save it as .docx, or as PDF.",
    "dotm": "This Word template may hold macros. Save the document as .docx, or as PDF.",
    "dotx": "This is a Word template. Save the document as .docx, or as PDF.",
    "xlsm": "This workbook may hold macros. Save it as .xlsx.",
    "xlsb": "This is a binary workbook. Save it as .xlsx.",
    "xltm": "This is a template of a workbook. Save it as .xlsx.",
    "ods": "This is an OpenDocument spreadsheet. Save it as .xlsx, or as PDF.",
    "htm": "This is a web page. Print it to a PDF file and send that.",
    "html": "This is a web page. Print it to a PDF file and send that.",
    "svg": "This is a drawing that may hold a program. Save it as PNG or as PDF.",
    "heic": "This is a photograph in Apple’s own format. Save it as JPEG, or as PDF.",
    "tif": "This is a TIFF image. Save it as PDF or as JPEG.",
    "tiff": "This is a TIFF image. Save it as PDF or as JPEG.",
    "gif": "This is a GIF image. Save it as PNG.",
    "zip": "This is a packed folder. Unpack it and send the files in it one by one.",
    "eml": "This is a mail. Send the documents that it brought, one by one, or print it to PDF.",
    "msg": "This is a mail as Outlook keeps it. Send the documents that it brought, or print it to PDF.",
    "dat": "This is a file of Outlook’s (winmail.dat). Ask the sender to send the document as PDF.",
    "pages": "This is an Apple Pages file. Export it as PDF or Word.",
}

MAGIC = {
    Format.PDF: (b"%PDF-1.", b"%PDF-2."),
    Format.DOCX: (b"PK\x03\x04",),
    Format.ODT: (b"PK\x03\x04",),
    Format.XLSX: (b"PK\x03\x04",),
    Format.PNG: (b"\x89PNG\r\n\x1a\n",),
    Format.JPEG: (b"\xff\xd8\xff",),
}


def format_of(name: str) -> Format:
    """The kind that a file's name says it is; raises Refused where it is none that is kept."""
    stem, _, extension = name.rpartition(".")
    extension = extension.lower()
    if stem and extension in EXTENSIONS:
        return EXTENSIONS[extension]
    if stem and extension in MEND:
        raise Refused(MEND[extension])
    raise Refused(f"{KEPT}; this is none of them by its name. Save it as PDF and send that.")


def agree(kind: Format, start: bytes) -> None:
    """The first bytes are those of the kind that the name says; raises Refused where they are not."""
    if start.startswith(MAGIC[kind]):
        return
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            f"The file is called a {kind.words} and is an old Office file, or one with a password. Open it, save it "
            "without a password as .docx, .xlsx or PDF, and send that."
        )
    raise Refused(
        f"The file is called a {kind.words} and is not one inside. Open it in the program that made it, save it as "
        "PDF, and send that."
    )
