"""The parts of a workbook: no formula that runs or fetches, and no cell so far out that reading it fills all memory."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goldenthread.documents.checks.packed import UNSAFE
from goldenthread.rules.refusals import Refused

MOST_CELLS = 500_000
MOST_ROWS = 199_999
LONGEST_TEXT = 65_536
"""Characters in one run: a cell holds 32,767."""

FAR = re.compile(r"(?:[A-Z]{3,}\d+|[A-Z]{1,2}(?:[2-9]\d{5}|\d{7,}))")
FORMULAS = ("f", "definedName", "formula", "formula1", "formula2")
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
DDE = re.compile(r"\|[^!]*!")
CALLS = re.compile(r"\b(?:WEBSERVICE|REGISTER(?:\.ID)?|CALL|EXEC|RTD|IMAGE|FOPEN)\s*\(", re.IGNORECASE)
ELEMENTS = ("ddeLink", "oleLink", "oleObject", "control", "webPublishItem")
MEND = "Copy it as values into a new workbook, or save it as PDF, and send that."


def weighed(chunks: Iterable[bytes]) -> None:
    """Count the cells of a sheet as its bytes go by, long before they are read one by one."""
    cells = 0
    for chunk in chunks:
        cells += chunk.count(b"<c ") + chunk.count(b"<c/") + chunk.count(b"<c>")
        if cells > MOST_CELLS:
            raise _too_many()


class Part:
    """Where the reading of one part stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells = self.length = 0
        self.formula: list[str] | None = None

    def start(self, element: str, values: dict[str, str]) -> None:
        self.length = 0
        if element == "c":
            self._cell(values.get("r", ""))
        elif element == "row" and values.get("r", "").isdigit() and int(values["r"]) > MOST_ROWS + 850_000:
            raise _too_far(values["r"])
        elif element in FORMULAS:
            self.formula = []
            if values.get("name", "").lower().replace("_xlnm.", "").startswith(("auto_open", "auto_close")):
                raise _active("a macro that starts by itself")
        elif element in ELEMENTS:
            raise _active("another program’s object, or a link that runs one (DDE)")

    def _cell(self, at: str) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise _too_many()
        if FAR.fullmatch(at):
            raise _too_far(at)

    def text(self, text: str) -> None:
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            raise Refused(f"A cell holds more text than a spreadsheet allows. {UNSAFE}")
        if self.formula is not None:
            self.formula.append(text)

    def end(self, element: str) -> None:
        self.length = 0
        if element in FORMULAS and self.formula is not None:
            _check_formula("".join(self.formula))
            self.formula = None

    def finish(self) -> None:
        """A part ends with nothing open: expat has seen to that."""


def _check_formula(text: str) -> None:
    plain = QUOTED.sub("'", text)
    if DDE.search(plain):
        raise _active("a formula that runs a program (DDE)")
    if CALLS.search(plain):
        raise _active("a formula that runs a program or fetches something from the network")


def _active(what: str) -> Refused:
    return Refused(f"The workbook holds {what}. {MEND}")


def _too_many() -> Refused:
    return Refused(
        f"A sheet of the workbook has more than {MOST_CELLS:,} cells. Split it, or save it as PDF."
    )


def _too_far(at: str) -> Refused:
    return Refused(
        f"The workbook’s cell or row {at} is filled, far from any table. If it is a stray, delete it and everything "
        "around it and save again; if not, split the workbook."
    )
