"""One row of the tracker, read: the request that it holds, or the first thing that stands in its way.

A row is refused for the first of: no reference, an unknown service, a wrong NHS number, no readable request
date, advice returned before it was requested. Anything else that cannot be taken without a guess is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said
from goldenthread.tracker.reading import values
from goldenthread.tracker.reading.columns import Calendar, Columns
from goldenthread.tracker.reading.days import NO_DAY, Days, Doubt
from goldenthread.tracker.reading.outcome import Row
from goldenthread.tracker.reading.sheets import Cells
from goldenthread.tracker.reading.text import Cell, free, is_blank, line
from goldenthread.tracker.reading.unheld import holds_no_request

LONGEST = {"reference": 40, "forename": 120, "surname": 120, "name": 240, "school": 200, "gp": 200}
"""Characters that the record has room for."""

LONGEST_TEXT = 32_767
"""Characters of a note: all that a cell of a spreadsheet can hold."""


class Raw(NamedTuple):
    """The cells of a row that were asked for, by what they answer; empty text where there is no such column."""

    reference: Cell
    forename: Cell
    surname: Cell
    name: Cell
    born_on: Cell
    nhs_number: Cell
    service: Cell
    received_on: Cell
    involvement: Cell
    acknowledged_on: Cell
    chased_on: Cell
    returned_on: Cell
    school: Cell
    upn: Cell
    gp: Cell
    due: Cell
    days_late: Cell


class Wrong(Exception):
    """A row that cannot go in, for one field of it."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field, self.problem = field, problem


class Unsure(Wrong):
    """A row that waits for a person's answer."""

    def __init__(self, field: str, problem: str, choices: str = "") -> None:
        super().__init__(field, problem)
        self.choices = choices


class NoRequest(Exception):
    """A row that holds no request."""


@dataclass
class Reader:
    """Reads the rows of one sheet."""

    columns: Columns
    services: values.Services
    calendar: Calendar
    today: date
    is_ragged: bool = False
    answers: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._days = Days(self.columns, self.calendar, self.today)
        self._width = self.columns.width
        self._pick = itemgetter(*(self.columns.of.get(name, self._width) for name in Raw._fields))

    def raw(self, cells: Cells) -> Raw:
        """The cells that answer something, padded where the row is short."""
        return Raw._make(
            self._pick([*cells[: self._width], *[""] * (self._width + 1 - min(len(cells), self._width))])
        )

    def answered(self, number: int, raw: Raw) -> Raw:
        """The row with what a person has said since that its cells should say."""
        return raw._replace(**self.answers[number]) if number in self.answers else raw

    def row(self, number: int, cells: Cells, raw: Raw) -> Row:
        """The request of a row; raises NoRequest, Wrong or Unsure where there is none to take."""
        service = self.services.code(raw.service)
        received = self._days.read("received_on", raw.received_on)
        if (service is None or not raw.reference) and not isinstance(received, date):
            self._check_is_request(cells, raw)
        reference = self._reference(raw.reference)
        if service is None:
            raise Wrong("service", self.services.refusal(raw.service))
        nhs_number = self._nhs_number(raw.nhs_number)
        returned = self._days.read("returned_on", raw.returned_on)
        self._check_order(received, returned)
        if self.is_ragged:
            self._check_width(cells)
        forename, surname = self._names(raw)
        row = Row(
            row=number,
            reference=reference,
            forename=forename,
            surname=surname,
            born_on=self._sure("born_on", raw.born_on),
            nhs_number=nhs_number,
            service=service,
            received_on=self._taken("received_on", received),
            involvement=self._involvement(raw.involvement),
            acknowledged_on=self._sure("acknowledged_on", raw.acknowledged_on),
            chased_on=self._sure("chased_on", raw.chased_on),
            returned_on=self._taken("returned_on", returned),
            notes=self._notes(cells),
            school=self._line("school", raw.school),
            upn=self._upn(raw.upn),
            gp=self._line("gp", raw.gp),
        )
        self._check_sense(row)
        return row

    def _check_is_request(self, cells: Cells, raw: Raw) -> None:
        named = (raw.reference, raw.nhs_number)
        service = raw.service if isinstance(raw.service, str) else ""
        whose = (*named, raw.forename, raw.surname, raw.name, raw.born_on, raw.received_on, service)
        is_named = any(map(_has_text, named))
        if not any(map(_has_text, whose)) or holds_no_request(
            cells, self.columns.headings, is_named=is_named
        ):
            raise NoRequest

    def _reference(self, cell: Cell) -> str:
        reference = line(cell)
        if is_blank(reference):
            raise Wrong(
                "reference", f"There is no reference under “{self.columns.called('reference')}”: type it."
            )
        if isinstance(cell, date):
            raise Wrong(
                "reference", "The spreadsheet has turned this reference into a date: type it again as text."
            )
        return self._short("reference", reference)

    def _line(self, field: str, cell: Cell) -> str | None:
        if cell == "":
            return None
        text = line(cell)
        return None if is_blank(text) else self._short(field, text)

    def _short(self, field: str, text: str) -> str:
        if len(text) > LONGEST[field]:
            raise Wrong(
                field,
                f"“{self.columns.called(field)}” holds {len(text)} characters: shorten it to {LONGEST[field]}, "
                "and put the rest in the notes.",
            )
        return text

    def _names(self, raw: Raw) -> tuple[str | None, str | None]:
        forename, surname = self._line("forename", raw.forename), self._line("surname", raw.surname)
        if raw.name and not (forename and surname):
            whole = values.names(self._line("name", raw.name) or "")
            return forename or whole[0], surname or whole[1]
        return forename, surname

    def _nhs_number(self, cell: Cell) -> str | None:
        try:
            return values.nhs_number(cell)
        except Refused as refused:
            raise Wrong("nhs_number", refused.sentence) from refused

    def _upn(self, cell: Cell) -> str | None:
        try:
            return values.upn(cell) if cell != "" else None
        except Refused as refused:
            raise Unsure("upn", refused.sentence) from refused

    def _involvement(self, cell: Cell) -> str | None:
        try:
            return values.involvement(cell) if cell != "" else None
        except Refused as refused:
            raise Unsure("involvement", refused.sentence) from refused

    def _notes(self, cells: Cells) -> str | None:
        texts = [
            free(cells[column])
            for column in self.columns.notes
            if column < len(cells) and cells[column] != ""
        ]
        text = "\n".join(filter(None, texts))
        if len(text) > LONGEST_TEXT:
            raise Wrong("notes", f"The notes hold {len(text)} characters: shorten them to {LONGEST_TEXT}.")
        return text or None

    def _sure(self, field: str, cell: Cell) -> date | None:
        return None if cell == "" else self._taken(field, self._days.read(field, cell))

    def _taken(self, field: str, day: date | Doubt | None) -> date:
        if isinstance(day, Doubt):
            raise Unsure(field, day.problem, day.choices)
        return day  # type: ignore[return-value]

    def _check_order(self, received: date | Doubt | None, returned: date | Doubt | None) -> None:
        if received is None:
            called = self.columns.called("received_on")
            raise Wrong(
                "received_on", f"There is no date under “{called}”: type the day the request was received."
            )
        if isinstance(received, Doubt) and not received.is_readable:
            raise Wrong("received_on", received.problem)
        if isinstance(received, date) and isinstance(returned, date) and returned < received:
            raise Wrong(
                "returned_on",
                f"The advice was returned on {said(returned)}, before it was requested on {said(received)}: "
                "put right whichever date is wrong.",
            )

    def _check_width(self, cells: Cells) -> None:
        extra = [cell for cell in cells[len(self.columns.headings) :] if line(cell)]
        if extra:
            raise Unsure(
                "row",
                f"The row has {len(cells)} values under {len(self.columns.headings)} headings, so some may stand in "
                "the wrong column: put quotation marks around a value that has a comma in it.",
            )

    def _check_sense(self, row: Row) -> None:
        """A child is born, and a request received, before anything else happens."""
        if row.born_on and row.born_on > row.received_on:
            raise Unsure(
                "born_on", f"The child was born on {said(row.born_on)}, after the request: check both dates."
            )
        for name in ("acknowledged_on", "chased_on"):
            day = getattr(row, name)
            if day and day < row.received_on:
                raise Unsure(
                    name,
                    f"“{self.columns.called(name)}” says {said(day)}, before the request was received on "
                    f"{said(row.received_on)}: put right whichever date is wrong.",
                )


def _has_text(cell: Cell) -> bool:
    return cell not in NO_DAY and not is_blank(line(cell))


def same(one: object, other: object) -> bool:
    """Whether two answers say the same, whatever their case and spaces."""
    if one != other and isinstance(one, str) and isinstance(other, str):
        return one.casefold().split() == other.casefold().split()
    return one == other
