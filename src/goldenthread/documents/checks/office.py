"""Word and Excel: what would run, fetch or unfold when somebody opens the file is refused (C11).

Known ways in are macros, ActiveX, OLE and packaged files, DDE in fields and formulas, templates and pictures fetched
from elsewhere, pieces of other formats (altChunk), old macro sheets, and data connections.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from goldenthread.documents.checks import sheets
from goldenthread.documents.checks.formats import Format
from goldenthread.documents.checks.packed import UNSAFE, opened, unpacked
from goldenthread.documents.checks.xml import walked
from goldenthread.rules.refusals import Refused

DEEPEST = 3
"""How many packages may stand in one another: a chart of a report brings its workbook."""

MAIN = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
ACTIVE_TYPES = ("macroenabled", "vba", "activex", "macrosheet", "dialogsheet", "intlmacrosheet")
ACTIVE_PLACES = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/|macrosheets/|dialogsheets/|customUI/|connections\.xml|queryTables/)",
    re.IGNORECASE,
)
ACTIVE_ELEMENTS = {
    "altChunk": "a piece of another format",
    "control": "a control that runs a program",
    "ddeLink": "a link that runs a program (DDE)",
    "oleLink": "a link to another program’s object",
    "OLEObject": "another program’s object",
    "oleObject": "another program’s object",
    "subDoc": "a document fetched from elsewhere",
}
FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|MACROBUTTON|INCLUDETEXT|INCLUDEPICTURE)\b|\x1d\s*(LINK|IMPORT)\b", re.IGNORECASE
)
WEB = re.compile(r"(https?:|mailto:|tel:|#)", re.IGNORECASE)
OWN_TEMPLATE = re.compile(r"(file:///)?[a-z]:[\\/](?![\\/]).*\.(dotx?|dotm)", re.IGNORECASE)
PROGRAMS = (
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"%PDF",
    b"ITSF",
)
MEND = "Remove it, or save the document as PDF, and send that."


def check(file: BytesIO, kind: Format, depth: int = 1) -> None:
    """Raise Refused where the package is not of this kind, or holds what acts by itself."""
    with opened(file) as package:
        names = package.namelist()
        _check_types(package, kind)
        for name in names:
            if ACTIVE_PLACES.search(name):
                raise _active("macros, controls or connections")
            _check_part(package, name, depth)


def _active(what: str) -> Refused:
    return Refused(f"The file holds {what}, which may act by itself when somebody opens it. {MEND}")


def _check_types(package: zipfile.ZipFile, kind: Format) -> None:
    """The package says what it is; it must be the plain document of its extension."""
    types: list[str] = []
    if "[Content_Types].xml" not in package.namelist():
        raise Refused(f"The file is packed, but is no {kind.words}. Unpack it and send what is in it.")
    walked(
        unpacked(package, "[Content_Types].xml"),
        lambda _, values: types.append(values.get("ContentType", "")),
    )
    if any(word in each.lower() for each in types for word in ACTIVE_TYPES):
        raise _active("macros, controls or old macro sheets")
    if MAIN[kind] not in types:
        raise Refused(
            f"The file is called a {kind.words} and is another kind of document. Save it as {kind.words}."
        )


def _check_part(package: zipfile.ZipFile, name: str, depth: int) -> None:
    lower = name.lower()
    if lower.endswith(".rels"):
        walked(unpacked(package, name), _relations(name))
    elif lower.endswith((".xml", ".vml")):
        _check_xml(package, name)
    elif not name.endswith("/"):
        _check_other(package, name, depth)


def _relations(name: str) -> Callable[[str, dict[str, str]], None]:
    def look(element: str, values: dict[str, str]) -> None:
        if element != "Relationship":
            return
        about = posixpath.basename(values.get("Type", ""))
        target = values.get("Target", "").strip()
        is_outside = (
            values.get("TargetMode", "").lower() == "external" or "://" in target or target[:2] == "\\\\"
        )
        if about in ("oleObject", "vbaProject", "control", "aFChunk", "subDocument"):
            raise _active("another program’s object or a piece of another format")
        if not is_outside:
            return
        if about == "hyperlink" and WEB.match(target):
            return
        if about == "attachedTemplate" and OWN_TEMPLATE.fullmatch(target):
            return
        raise _active(
            "something that is fetched from elsewhere (a template, a picture, a link to another file)"
        )

    return look


def _check_xml(package: zipfile.ZipFile, name: str) -> None:
    """A part in XML: no active element, no active field, no active formula, no cell far from all others."""
    if name.startswith("xl/worksheets/"):
        sheets.weighed(unpacked(package, name))
    part = sheets.Part(name) if name.startswith("xl/") else Story()
    walked(unpacked(package, name), part.start, part.text, part.end)
    part.finish()


class Story:
    """Running text of a Word document: what its fields tell Word to do, gathered across the runs they are cut into."""

    def __init__(self) -> None:
        self.fields: list[str] = []
        self.is_field = False

    def start(self, element: str, values: dict[str, str]) -> None:
        if element in ACTIVE_ELEMENTS:
            raise _active(ACTIVE_ELEMENTS[element])
        if element == "fldSimple":
            self.fields.append(f"\x1d{values.get('instr', '')}\x1d")
        elif element == "fldChar":
            self.fields.append("\x1d" if values.get("fldCharType") == "begin" else " ")
        self.is_field = element in ("instrText", "delInstrText")

    def text(self, text: str) -> None:
        if self.is_field:
            self.fields.append(text)

    def end(self, element: str) -> None:
        if element in ("instrText", "delInstrText"):
            self.is_field = False

    def finish(self) -> None:
        if FIELDS.search("".join(self.fields)):
            raise _active("a field that runs a program or fetches another file (such as DDE)")


def _check_other(package: zipfile.ZipFile, name: str, depth: int) -> None:
    """A part that is no XML: a picture or a font may stand there; a package is checked as a file of its own."""
    start = next(unpacked(package, name), b"")[:16]
    if start.startswith(b"PK"):
        _check_inner(package, name, depth)
    elif start.startswith(PROGRAMS):
        raise _active("another program’s object or a program")
    elif start.lstrip()[:5].lower().startswith((b"<html", b"<scri", b"<svg", b"<!doc")) and _is_script(
        package, name
    ):
        raise _active("a web page or a drawing that runs a program")


def _check_inner(package: zipfile.ZipFile, name: str, depth: int) -> None:
    extension = name.rpartition(".")[2].lower()
    if extension not in (Format.DOCX, Format.XLSX):
        raise Refused(f"The file holds another packed file inside. {MEND}")
    if depth >= DEEPEST:
        raise Refused(f"The file holds files within files, more than {DEEPEST} deep. {UNSAFE}")
    inner = BytesIO(b"".join(unpacked(package, name)))
    check(inner, Format(extension), depth + 1)


def _is_script(package: zipfile.ZipFile, name: str) -> bool:
    content = b"".join(unpacked(package, name)).lower()
    return (
        not name.lower().endswith(".svg")
        or b"<script" in content
        or b"javascript:" in content
        or b"<!doc" in content
    )
