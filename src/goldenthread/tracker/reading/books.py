"""A file as its sheets, whichever kind of spreadsheet it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading import ods, package, separated, xls
from goldenthread.tracker.reading.guard import checked
from goldenthread.tracker.reading.kinds import SAVE_AS, Kind, kind_of
from goldenthread.tracker.reading.package import MOST_ROWS, Part
from goldenthread.tracker.reading.sheets import Sheet

XLS_ROWS = 65_536
"""All that an .xls can hold: a sheet that is full may have lost what came after."""


@dataclass
class Book:
    """The sheets of a file, each loaded when it is asked for, and what to tell of the file as a whole."""

    loaders: list[Callable[[], Sheet]]
    notes: list[str] = field(default_factory=list)


def opened(path: Path, name: str) -> Book:
    """Open a spreadsheet of any kind, or refuse it; `name` is what its owner calls it."""
    kind = kind_of(path)
    if kind is Kind.CSV:
        sheet, notes = separated.opened(path, name)
        return Book([lambda: sheet], notes)
    surveyed, notes = _surveyed(path, kind)
    book = _calamine(path)
    parts = {part.name: part for part in surveyed.parts} if surveyed else {}
    epoch = surveyed.epoch if surveyed else xls.epoch_of(path)
    loaders: list[Callable[[], Sheet]] = []
    for about in book.sheets_metadata:
        part = parts.get(about.name, Part(about.name, ""))
        if part.far_cell:
            notes.append(_too_far(part))
        elif about.typ is SheetTypeEnum.WorkSheet:
            loaders.append(_loader(book, about, part, epoch))
    return Book(loaders, notes)


def _surveyed(path: Path, kind: Kind) -> tuple[package.Package | None, list[str]]:
    if kind is Kind.XLS:
        return None, [
            "This is an old Excel file (.xls): its hidden rows and columns are read, but cannot be listed."
        ]
    with checked(path) as zipped:
        found = package.survey(zipped) if kind is Kind.XLSX else ods.survey(zipped)
    return found, ["The workbook's macros were left alone: only values are read."] if found.has_macros else []


def _too_far(part: Part) -> str:
    return (
        f"The sheet “{part.name}” was not read: its cell {part.far_cell} is filled, and at most {MOST_ROWS} rows and "
        "702 columns are read. If that cell is a stray, clear it and everything around it; if not, split the tracker."
    )


def _calamine(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise Refused("The workbook is protected by a password: save a copy without one.") from error
    except (CalamineError, OSError) as error:
        raise Refused(f"The workbook cannot be read: {SAVE_AS}.") from error


def _loader(
    book: CalamineWorkbook, about: SheetMetadata, part: Part, epoch: int | None
) -> Callable[[], Sheet]:
    def load() -> Sheet:
        try:
            found = book.get_sheet_by_name(about.name)
        except CalamineError as error:
            raise Refused(f"The sheet “{about.name}” cannot be read: {SAVE_AS}.") from error
        return Sheet(
            about.name,
            found.iter_rows,
            is_visible=about.visible is SheetVisibleEnum.Visible,
            first_column=found.start[1] if found.start else 0,
            epoch=epoch,
            merges=[*part.merges, *(found.merged_cell_ranges or [])],
            hidden_rows=part.hidden_rows,
            hidden_columns=part.hidden_columns,
        )

    return load
