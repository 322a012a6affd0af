"""What an Excel package says around its cells: which part is which sheet, its calendar, what is hidden.

Calamine reads the cells; what it does not tell is read here from the XML, by streaming, in bounded memory.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading.guard import DAMAGED, UNSAFE, unpacked

MOST_ROWS = 199_999
"""How far down a filled cell may stand; to the right, column ZZ."""

MOST_HIDDEN = 16_384
"""All the columns that a sheet can have."""

_FAR = re.compile(rb"""\br=["'](?P<cell>[A-Z]{3}\d+|[A-Z]{1,2}(?:[2-9]\d{5}|\d{7,}))["'][^>]*(?<!/)>(?!</)""")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_TAG = re.compile(rb"""<(?:\w+:)?(?P<name>row|col)\s""")
_ATTRIBUTE = re.compile(rb"""\b(r|min|max)=["'](\d+)["']""")

Merge = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged range, each a row and a column counted from nought."""


@dataclass
class Part:
    """One sheet of a package; its hidden rows and columns are counted from 1."""

    name: str
    path: str
    far_cell: str | None = None
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


@dataclass
class Package:
    """An Excel package, surveyed."""

    epoch: int
    has_macros: bool
    parts: list[Part]


def survey(package: zipfile.ZipFile) -> Package:
    """Unpack every part that will be read once, to know what it hides and that it is what it claimed."""
    names = set(package.namelist())
    book = _xml(package, "xl/workbook.xml")
    parts = [part for part in _parts(book, package) if part.path in names]
    for part in parts:
        _survey_sheet(package, part)
    for name in names & {"xl/sharedStrings.xml", "xl/styles.xml"}:
        for _ in unpacked(package, name):
            pass
    is_1904 = any(
        element.get("date1904") in ("1", "true", "on")
        for element in book.iter()
        if _local(element) == "workbookPr"
    )
    return Package(1904 if is_1904 else 1900, any(name.endswith("vbaProject.bin") for name in names), parts)


def _parts(book: ElementTree.Element, package: zipfile.ZipFile) -> list[Part]:
    targets = {
        element.get("Id", ""): element.get("Target", "")
        for element in _xml(package, "xl/_rels/workbook.xml.rels").iter()
        if _local(element) == "Relationship"
    }
    sheets = [element for element in book.iter() if _local(element) == "sheet"]
    return [Part(sheet.get("name", ""), _path(targets.get(_relation(sheet), ""))) for sheet in sheets]


def _relation(sheet: ElementTree.Element) -> str:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _xml(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if name not in package.namelist():
        raise Refused(DAMAGED)
    try:  # `unpacked` has refused whatever defines an entity
        return ElementTree.fromstring(b"".join(unpacked(package, name)))  # noqa: S314
    except ElementTree.ParseError as error:
        raise Refused(DAMAGED) from error


def _survey_sheet(package: zipfile.ZipFile, part: Part) -> None:
    """Look through a sheet for hidden rows and columns and for a filled cell far from any tracker.

    A chunk is read up to its last tag but one, and the rest goes in front of the next, so that no tag is
    ever cut in two. Text longer than a chunk is not: a cell holds 32,767 characters.
    """
    rest = b""
    for chunk in unpacked(package, part.path):
        buffer = rest + chunk
        cut = buffer.rfind(b"<", 0, max(buffer.rfind(b"<"), 0))
        cut = cut if cut > 0 else len(buffer)
        _look(buffer, cut, part)
        rest = buffer[cut:]
        if len(rest) > 4 * 65_536:
            raise Refused(f"A cell of the sheet “{part.name}” holds more text than a spreadsheet allows.")
    _look(rest, len(rest), part)


def _look(buffer: bytes, cut: int, part: Part) -> None:
    far = _FAR.search(buffer) if part.far_cell is None else None
    if far and far.start() < cut:
        part.far_cell = far["cell"].decode()
    for hidden in _HIDDEN.finditer(buffer):
        start = buffer.rfind(b"<", 0, hidden.start())
        tag = _TAG.match(buffer, start) if 0 <= start < cut else None
        if tag:
            _hide(
                tag["name"], dict(_ATTRIBUTE.findall(buffer[start : buffer.find(b">", hidden.end())])), part
            )


def _hide(tag: bytes, attributes: dict[bytes, bytes], part: Part) -> None:
    if len(part.hidden_columns) > MOST_HIDDEN:
        raise Refused(f"The sheet “{part.name}” hides more columns than it can have. {UNSAFE}")
    if tag == b"row" and b"r" in attributes:
        part.hidden_rows.append(int(attributes[b"r"]))
    if tag == b"col" and b"min" in attributes:
        first, last = int(attributes[b"min"]), int(attributes.get(b"max", attributes[b"min"]))
        part.hidden_columns.extend(range(first, min(last, first + 702) + 1))
