"""Files made to do harm: small to send, and more than a machine can hold to open."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from goldenthread.tracker.reading.tests.made import HEADINGS, lines, workbook

MB = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"


def _parts(path: Path) -> dict[str, bytes]:
    """The parts of an honest workbook, to be spoilt."""
    workbook(path, [HEADINGS, *lines(2)])
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(path: Path, parts: dict[str, bytes], lies: dict[str, int] | None = None) -> Path:
    """Pack the parts; `lies` gives the size that the directory claims for one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        for info in package.filelist:
            info.file_size = (lies or {}).get(info.filename, info.file_size)
    return path


def _with(path: Path, name: str, content: bytes) -> Path:
    return _packed(path, _parts(path) | {name: content})


def _cells(path: Path, cells: str, after: str = "") -> Path:
    """A workbook whose first sheet has these cells in front of its own."""
    own = _parts(path)[SHEET].decode()
    spoilt = own.replace("<sheetData>", f"<sheetData>{cells}", 1).replace(
        "</sheetData>", f"</sheetData>{after}"
    )
    return _with(path, SHEET, spoilt.encode())


def ratio(path: Path) -> Path:
    return _cells(path, " " * (100 * MB))


def total(path: Path) -> Path:
    parts = _parts(path)
    return _packed(path, parts, dict.fromkeys(parts, 60 * MB))


def part_count(path: Path) -> Path:
    return _packed(path, _parts(path) | {f"xl/media/{n}": b"" for n in range(6_000)})


def directory(path: Path) -> Path:
    return _packed(path, _parts(path) | {f"xl/media/{n:0200}": b"" for n in range(5_000)})


def nested(path: Path) -> Path:
    inner = _packed(path.with_suffix(".zip"), {"zeros": b"\0" * (20 * MB)})
    return _with(path, "xl/media/inner.zip", inner.read_bytes())


def lying_size(path: Path) -> Path:
    own = _parts(path)[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * (100 * MB))
    return _packed(path, _parts(path) | {SHEET: own}, {SHEET: 4_000})


def zip64(path: Path) -> Path:
    content = bytearray(workbook(path, [HEADINGS, *lines(2)]).read_bytes())
    at = content.rfind(b"PK\x05\x06")
    struct.pack_into("<HHII", content, at + 8, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    path.write_bytes(content)
    return path


def far_cell(path: Path) -> Path:
    return _far(path, "XFD1048576")


def _far(path: Path, cell: str) -> Path:
    row = "".join(filter(str.isdigit, cell))
    own = _parts(path)[SHEET].decode()
    far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    return _with(path, SHEET, own.replace("</sheetData>", far).encode())


def wide_and_deep(path: Path) -> Path:
    """Within the bounds of rows and of columns, but 140 million cells of them."""
    return _far(path, "ZZ199998")


def million_rows(path: Path) -> Path:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1_048_000, 1_048_577))
    own = _parts(path)[SHEET].decode()
    return _with(path, SHEET, own.replace("</sheetData>", rows + "</sheetData>").encode())


def million_styles(path: Path) -> Path:
    own = _parts(path)["xl/styles.xml"].decode()
    many = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * 1_000_000
    return _with(path, "xl/styles.xml", own.replace("<cellXfs", f"<cellXfs>{many}</cellXfs><was", 1).encode())


def long_string(path: Path) -> Path:
    """Text that does not pack well, so that only its length gives it away."""
    text = random.Random(1).randbytes(4 * MB).hex()
    return _cells(path, f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


def long_shared_string(path: Path) -> Path:
    text = random.Random(1).randbytes(4 * MB).hex()
    shared = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    )
    return _with(path, "xl/sharedStrings.xml", shared.encode())


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'


def laughs_in_the_sheet(path: Path) -> Path:
    own = _parts(path)[SHEET].decode()
    head, _, rest = own.partition("?>")
    return _with(path, SHEET, f"{head}?>{_laughs()}{rest}".encode())


def laughs_in_the_book(path: Path) -> Path:
    own = _parts(path)["xl/workbook.xml"].decode()
    head, _, rest = own.partition("?>")
    return _with(
        path,
        "xl/workbook.xml",
        f"{head}?>{_laughs()}{rest}".replace('name="Tracker"', 'name="&l9;"').encode(),
    )


def outside_entity(path: Path) -> Path:
    own = _parts(path)["xl/workbook.xml"].decode()
    head, _, rest = own.partition("?>")
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return _with(path, "xl/workbook.xml", f"{head}?>{outside}{rest}".encode())


def twins(path: Path) -> Path:
    parts = _parts(path)
    _packed(path, parts)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(SHEET, b"<worksheet/>")
    return path


def overlapping_merges(path: Path) -> Path:
    merges = '<mergeCell ref="A1:A150000"/>' * 50_000
    own = _parts(path)[SHEET].decode()
    return _with(
        path, SHEET, own.replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>").encode()
    )


def hidden_columns(path: Path) -> Path:
    many = '<col min="1" max="16384" hidden="1"/>' * 50_000
    own = _parts(path)[SHEET].decode()
    return _with(path, SHEET, own.replace("<sheetData>", f"<cols>{many}</cols><sheetData>").encode())


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}'
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods_of(path: Path, tables: str) -> Path:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": ODS.format(tables).encode()}
    return _packed(path, parts)


def ods_repeated(path: Path) -> Path:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    )
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return ods_of(path, f'<table:table table:name="T">{row}</table:table>')


def ods_sheets(path: Path) -> Path:
    row = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048576"/>'
    return ods_of(path, f'<table:table table:name="T">{row}</table:table>' * 20_000)


BOMBS: dict[str, Callable[[Path], Path]] = {
    bomb.__name__: bomb
    for bomb in (
        ratio,
        total,
        part_count,
        directory,
        nested,
        lying_size,
        zip64,
        far_cell,
        wide_and_deep,
        million_rows,
        million_styles,
        long_string,
        long_shared_string,
        laughs_in_the_sheet,
        laughs_in_the_book,
        outside_entity,
        twins,
        overlapping_merges,
        hidden_columns,
        ods_repeated,
        ods_sheets,
    )
}
