"""Where the tracker stands in a file: its sheet, its row of headings, and what each column holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import listed
from goldenthread.tracker.reading.headers import ESSENTIAL, MEANT, Meaning, meaning
from goldenthread.tracker.reading.sheets import Cells, Sheet
from goldenthread.tracker.reading.text import line

DEEPEST = 2_000
"""How far down a row of headings is looked for."""

LONGEST_HEADING = 200


@dataclass
class Headings:
    """One row of headings, understood: for each field the columns that claim it, counted from nought."""

    sheet: Sheet
    row: int
    texts: list[str]
    claims: dict[str, list[tuple[Meaning, int]]] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return all(essential in self.claims for essential in ESSENTIAL)

    @property
    def worth(self) -> tuple[bool, int]:
        """A row with every essential column beats one without, then the one that more columns answer."""
        return self.is_complete, len(self.claims)


def find(loaders: list[Callable[[], Sheet]], notes: list[str]) -> Headings:
    """The row of headings of the file's tracker; what the notes gain is which sheets were left alone."""
    best: Headings | None = None
    most: tuple[object, ...] = ()
    seen: list[tuple[Sheet, bool]] = []
    for load in loaders:
        sheet = load()
        found = best_row(sheet)
        seen.append((_without_cells(sheet), found is not None and found.is_complete))
        worth = _worth_of_sheet(found) if found and len(loaders) > 1 else (True,) * (found is not None)
        if found and worth > most:
            best, most = found, worth
    if best is None or not best.is_complete:
        raise _no_tracker(best, notes)
    notes.extend(_left_alone(sheet, complete) for sheet, complete in seen if sheet.name != best.sheet.name)
    return best


def _worth_of_sheet(found: Headings) -> tuple[object, ...]:
    """A full sheet beats an empty template, one in sight a hidden one, then more columns, then more rows."""
    below = sum(1 for number, cells in found.sheet.rows() if number > found.row and any(cells))
    complete, fields = found.worth
    return complete, below > 0, found.sheet.is_visible, fields, below


def _without_cells(sheet: Sheet) -> Sheet:
    """Only what the notes need, so that a large sheet is not kept in memory for its name."""
    return Sheet(sheet.name, lambda: (), sheet.is_visible)


def _left_alone(sheet: Sheet, is_tracker: bool) -> str:
    hidden = "" if sheet.is_visible else "hidden "
    if is_tracker:
        return (
            f"The {hidden}sheet “{sheet.name}” looks like a tracker too and was not read: "
            "import it from a file of its own."
        )
    return f"The {hidden}sheet “{sheet.name}” was not read."


def best_row(sheet: Sheet) -> Headings | None:
    """The first row that names the most columns, looking a little beyond one that names all it must."""
    best: Headings | None = None
    above: Cells = []
    for number, cells in islice(sheet.rows(), DEEPEST):
        if best and best.is_complete and number > best.row + 3:
            break
        found = understood(sheet, number, cells, above)
        if found.claims and (best is None or found.worth > best.worth):
            best = found
        above = sheet.across(number, cells)
    return best


def understood(sheet: Sheet, number: int, cells: Cells, above: Cells) -> Headings:
    """Read a row as headings; a heading may go on from the row above (“Dates” over “Returned”)."""
    own = [_text(cell) for cell in sheet.across(number, cells)]
    over = [_text(cell) for cell in above] + [""] * len(own)
    found = Headings(sheet, number, own)
    for column, text in enumerate(own):
        meant = (text and (meaning(text) or meaning(f"{over[column]} {text}"))) or None
        if meant is None and not text and any(own) and (meant := meaning(over[column])):
            found.texts[column] = over[column]
        if meant:
            found.claims.setdefault(meant.field, []).append((meant, column))
    return found


def _text(cell: object) -> str:
    return line(cell) if isinstance(cell, str) and len(cell) <= LONGEST_HEADING else ""


def _no_tracker(best: Headings | None, notes: list[str]) -> Refused:
    """What was looked for, what came nearest, and what it lacks."""
    wanted = listed([MEANT[essential] for essential in ESSENTIAL])
    unread = [note for note in notes if "was not read" in note]
    if best is None or len(best.claims) < 2:
        nothing = f"No row of headings was found. A tracker has a column for each of {wanted}."
        return Refused(" ".join(unread or [nothing]))
    lacking = listed([MEANT[essential] for essential in ESSENTIAL if essential not in best.claims])
    shown = listed([f"“{text}”" for text in best.texts if text])
    return Refused(
        f"Row {best.row} of the sheet “{best.sheet.name}” has the headings {shown}, but none for {lacking}. "
        f"{' '.join(['Add or rename the column.', *unread])}"
    )
