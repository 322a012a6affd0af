"""What an OpenDocument spreadsheet hides, merges and counts from; calamine tells none of it."""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading.guard import DAMAGED, UNSAFE, unpacked
from goldenthread.tracker.reading.package import MOST_ROWS, Package, Part

MOST_COLUMNS = 702
MOST_CELLS = 6_000_000
MOST_SHEETS = 256
HIDDEN = ("collapse", "filter")


def survey(package: zipfile.ZipFile) -> Package:
    """Walk through the document once, in bounded memory, counting what its repeats would unroll to."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walk.start
    try:
        for chunk in unpacked(package, "content.xml"):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(DAMAGED) from error
    return Package(walk.epoch, has_macros=False, parts=walk.parts)


class _Walk:
    """Where the parser stands in the document, rows and columns counted from nought."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.epoch = 1900
        self.next_row = self.row = self.column = self.cells = 0
        self.repeated = 1
        self.room = MOST_ROWS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        step = _STEPS.get(name.rpartition(" ")[2])
        if step:
            step(self, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def table(self, values: dict[str, str]) -> None:
        if len(self.parts) >= MOST_SHEETS:
            raise Refused(f"The spreadsheet has more than {MOST_SHEETS} sheets. {UNSAFE}")
        self.parts.append(Part(values.get("name", ""), "content.xml"))
        self.next_row = self.column = 0

    def columns(self, values: dict[str, str]) -> None:
        count = _number(values, "number-columns-repeated")
        if values.get("visibility") in HIDDEN:
            self.parts[-1].hidden_columns.extend(
                range(self.column + 1, min(self.column + count, MOST_COLUMNS) + 1)
            )
        self.column += count

    def rows(self, values: dict[str, str]) -> None:
        self.repeated = _number(values, "number-rows-repeated")
        self.row, self.column = self.next_row, 0
        self.next_row += self.repeated
        if values.get("visibility") in HIDDEN:
            last = min(self.next_row, MOST_ROWS, self.row + self.room)
            self.parts[-1].hidden_rows.extend(range(self.row + 1, last + 1))
            self.room -= max(0, last - self.row)

    def cell(self, values: dict[str, str]) -> None:
        count = _number(values, "number-columns-repeated")
        if "value-type" in values:
            self._fill(count)
        down, right = _number(values, "number-rows-spanned"), _number(values, "number-columns-spanned")
        if down > 1 or right > 1:
            self.parts[-1].merges.append(
                ((self.row, self.column), (self.row + down - 1, self.column + right - 1))
            )
        self.column += count

    def _fill(self, count: int) -> None:
        """A filled cell, repeated across and down: refused where nobody could have typed so much."""
        self.cells += count * self.repeated
        if self.next_row > MOST_ROWS or self.column + count > MOST_COLUMNS or self.cells > MOST_CELLS:
            raise Refused(
                f"The sheet “{self.parts[-1].name}” is filled down to row {self.next_row} and column "
                f"{self.column + count}: at most {MOST_ROWS} rows are read. {UNSAFE}"
            )

    def null_date(self, values: dict[str, str]) -> None:
        self.epoch = 1904 if values.get("date-value", "").startswith("1904") else 1900


_STEPS = {
    "table": _Walk.table,
    "table-column": _Walk.columns,
    "table-row": _Walk.rows,
    "table-cell": _Walk.cell,
    "covered-table-cell": _Walk.cell,
    "null-date": _Walk.null_date,
}


def _number(values: dict[str, str], key: str) -> int:
    text = values.get(key, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
