"""A sheet as rows of cells, numbered as the spreadsheet numbers them, with merged cells carried down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading.package import Merge
from goldenthread.tracker.reading.text import Cell

Cells = list[Cell]
MOST_MERGED = 702
"""How many merged ranges one row can lie in: one for each column, as they cannot overlap."""


@dataclass
class Sheet:
    """One sheet. `cells` may be asked for more than once; hidden rows and columns are counted from 1."""

    name: str
    cells: Callable[[], Iterable[Cells]]
    is_visible: bool = True
    first_column: int = 0
    epoch: int | None = 1900
    is_ragged: bool = False
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row with its number; a row that has something of its own has what is merged from above too."""
        numbered: Iterator[tuple[int, Cells]] = enumerate(self.cells(), 1)
        if self.first_column:
            before: Cells = [""] * self.first_column
            numbered = ((number, before + cells) for number, cells in numbered)
        down = [merge for merge in self.merges if merge[1][0] > merge[0][0]]
        return _carried(numbered, down) if down else numbered

    def across(self, number: int, cells: Cells) -> Cells:
        """A row of headings with each merged heading repeated over the columns that it spans."""
        spread = list(cells)
        for (top, left), (_, right) in self.merges:
            if top == number - 1 and left < len(cells):
                for column in range(left, min(right + 1, len(spread))):
                    spread[column] = spread[left]
        return spread


def _carried(numbered: Iterable[tuple[int, Cells]], merges: list[Merge]) -> Iterator[tuple[int, Cells]]:
    starting: dict[int, list[Merge]] = {}
    for merge in merges:
        starting.setdefault(merge[0][0] + 1, []).append(merge)
    live: list[tuple[int, int, Cell]] = []
    for number, cells in numbered:
        if live:
            live = [one for one in live if one[0] >= number]
            if any(cell != "" for cell in cells):
                for _, column, value in live:
                    if column < len(cells) and cells[column] == "":
                        cells[column] = value
        for (_, left), (bottom, _) in starting.get(number, ()):
            if left < len(cells):
                live.append((bottom + 1, left, cells[left]))
        if len(live) > MOST_MERGED:
            raise Refused(
                f"The merged cells around row {number} overlap: unmerge them and save the file again."
            )
        yield number, cells


def letter(column: int) -> str:
    """A column's letter, its number counted from nought: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
