"""What a reading says: each row that holds a request once, as taken, refused, asked about or repeated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Row(NamedTuple):
    """One service asked about one child, as the tracker says it. None where the cell is blank."""

    row: int
    reference: str
    forename: str | None
    surname: str | None
    born_on: date | None
    nhs_number: str | None
    service: str
    received_on: date
    involvement: str | None
    acknowledged_on: date | None
    chased_on: date | None
    returned_on: date | None
    notes: str | None
    school: str | None
    upn: str | None
    gp: str | None


class Rejected(NamedTuple):
    """A row that cannot go in: which answer is wrong, why, and how to mend it."""

    row: int
    field: str
    problem: str


class Question(NamedTuple):
    """A row that waits for a person, because taking it would be a guess.

    `choices` are the days between which it lies, as ISO dates between spaces; empty where anything may be typed.
    """

    row: int
    field: str
    problem: str
    choices: str = ""


class Duplicate(NamedTuple):
    """A row that says nothing which the row at `of` has not said."""

    row: int
    of: int


class Ignored(NamedTuple):
    """A row without a request: a blank line, a total, a heading."""

    row: int


class Disagreement(NamedTuple):
    """A date or a count that the file states and that its own dates do not bear out."""

    row: int
    field: str
    stated: str | int
    computed: str | int


class Note(NamedTuple):
    """Something about the file as a whole that a person should know before taking it in."""

    sentence: str


Outcome = Row | Rejected | Question | Duplicate | Ignored | Disagreement | Note


@dataclass
class Reading:
    """A whole file, read."""

    sheet: str
    header_row: int
    sha256: str = ""
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    ignored_rows: list[int] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """How many rows hold a request: each is in exactly one of the four lists."""
        return len(self.rows) + len(self.rejected) + len(self.questions) + len(self.duplicates)

    def take(self, outcomes: Iterable[Outcome]) -> None:
        """Put each outcome in its list."""
        kept = {
            Row: self.rows.append,
            Rejected: self.rejected.append,
            Question: self.questions.append,
            Duplicate: lambda found: self.duplicates.append(found.row),
            Ignored: lambda found: self.ignored_rows.append(found.row),
            Disagreement: self.disagreements.append,
            Note: lambda found: self.notes.append(found.sentence),
        }
        for outcome in outcomes:
            kept[type(outcome)](outcome)  # type: ignore[operator]
