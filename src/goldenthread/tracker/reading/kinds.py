"""What a file is, told from its content: its name proves nothing."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading.guard import checked, unpacked

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A tracker of 120,000 rows is about 10 MB."""

SAVE_AS = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx) or as CSV"


class Kind(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


def kind_of(path: Path) -> Kind:
    """Say which kind of spreadsheet a file is, or refuse it with what it seems to be instead."""
    size = path.stat().st_size
    if size == 0:
        raise Refused("The file is empty: choose the tracker workbook or its CSV.")
    if size > LARGEST_FILE:
        raise Refused(
            f"The file is {size // 1_048_576} MB: at most {LARGEST_FILE // 1_048_576} MB are read. "
            "Split the tracker by year and import each part."
        )
    with path.open("rb") as file:
        head = file.read(4096)
    return _kind(head, path)


def _kind(head: bytes, path: Path) -> Kind:
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.XLS
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<workbook", b"<head", b"<meta")):
        raise Refused(f"The file is a web page or XML, whatever its name ends in: {SAVE_AS}.")
    if start.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff", b"mz", b"gif8", b"\x1f\x8b")):
        raise Refused(f"The file is not a spreadsheet: choose the tracker workbook, or {SAVE_AS}.")
    return Kind.CSV


def _zipped(path: Path) -> Kind:
    with checked(path) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" in names:
            return Kind.XLSX
        if "content.xml" in names and _says_spreadsheet(package):
            return Kind.ODS
    raise Refused(f"The file is a zip or another kind of document, not a spreadsheet: {SAVE_AS}.")


def _says_spreadsheet(package: zipfile.ZipFile) -> bool:
    if "mimetype" not in package.namelist():
        return False
    return any(b"opendocument.spreadsheet" in chunk for chunk in unpacked(package, "mimetype"))
