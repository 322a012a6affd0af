"""A date in three boxes, as people copy it from a letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from goldenthread.design.fields.described import Described
from goldenthread.design.words import MONTHS, listed
from goldenthread.design.words import day as in_words

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
FUTURE = "future"


class Boxes(NamedTuple):
    """What was typed into each box."""

    day: str = ""
    month: str = ""
    year: str = ""


def boxes_of(value: date | Boxes | None) -> Boxes:
    """What to show in the boxes for a date, or for what was typed."""
    if isinstance(value, date):
        return Boxes(str(value.day), str(value.month), str(value.year))
    return value or Boxes()


class ThreeBoxes(forms.Widget):
    """Reads `name_day`, `name_month` and `name_year`, or one ISO date under `name` (a link's, say)."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Boxes:
        if data.get(name):
            year, month, day = (str(data[name]).split("-") + ["", ""])[:3]
            return Boxes(day.strip(), month.strip(), year.strip())
        return Boxes(*(str(data.get(f"{name}_{box}", "")).strip() for box in Boxes._fields))


class Day(Described):
    """A day. Months may be typed by name.

    `called` is the subject of its refusals ("The date must include a year"). With `past`, a day after
    the form's `today` is refused; without, dates to come are welcome.
    """

    template_name = "design/fields/day.jinja"
    widget = ThreeBoxes

    def __init__(self, label: str, *, called: str = "The date", past: bool = False, **options: Any) -> None:
        self.called = called
        self.past = past
        self.today: date | None = None
        super().__init__(label, **{"hint": "For example, 2 11 2026", **options})

    def know(self, today: date | None) -> None:
        """Learn which day it is; a day that may not be in the future needs it."""
        if self.past and today is None:
            raise TypeError(f"“{self.label}” may not be in the future: give its form today=…")
        self.today = today

    def to_python(self, value: Boxes | None) -> date | None:
        """The day that was typed, or a sentence about what is wrong with it."""
        if value is None or not any(value):
            return None
        self.refuse_gaps(value)
        return self.real_day(value)

    def refuse_gaps(self, typed: Boxes) -> None:
        """Every box must hold something."""
        gaps = [name for name, text in typed._asdict().items() if not text]
        if gaps:
            raise ValidationError(f"{self.called} must include a {listed(gaps, 'and a')}", code=gaps[0])

    def real_day(self, typed: Boxes) -> date:
        """A date that the calendar knows."""
        if not (
            whole(typed.year) and len(typed.year) == 4 and EARLIEST_YEAR <= int(typed.year) <= LATEST_YEAR
        ):
            raise ValidationError(f"{self.called} must have a year of 4 numbers, like 2026", code="year")
        month = month_number(typed.month)
        if month is None:
            raise ValidationError(f"{self.called} must have a month from 1 to 12, or its name", code="month")
        if not whole(typed.day):
            raise ValidationError(f"{self.called} must have a day in numbers, like 2", code="day")
        try:
            return date(int(typed.year), month, int(typed.day))
        except ValueError:
            name = MONTHS[month - 1]
            sentence = f"{self.called} must be a real date: {name} {typed.year} has no day {typed.day}"
            raise ValidationError(sentence, code="day") from None

    def validate(self, value: date | None) -> None:
        """Neither missing where it is needed, nor in the future where that cannot be."""
        super().validate(value)
        if self.past and value and self.today and value > self.today:
            sentence = f"{self.called} must be today, {in_words(self.today)}, or in the past"
            raise ValidationError(sentence, code=FUTURE)

    def prepare_value(self, value: date | Boxes | None) -> Boxes:
        """What stands in the boxes."""
        return boxes_of(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes hold another day than they were given."""
        return boxes_of(initial) != boxes_of(data)

    def wrong_boxes(self, bound: forms.BoundField) -> list[str]:
        """The boxes to mark: the one an error names, or all three."""
        if not bound.errors:
            return []
        named = [error.code for error in bound.errors.as_data() if error.code in Boxes._fields]
        return [str(code) for code in named] or list(Boxes._fields)

    def anchor(self, bound: forms.BoundField) -> str:
        """The first box that is wrong."""
        return f"{bound.auto_id}_{(self.wrong_boxes(bound) or ['day'])[0]}"


def whole(text: str) -> bool:
    """A whole number in plain figures."""
    return text.isascii() and text.isdigit() and len(text) <= 4


def month_number(text: str) -> int | None:
    """1 to 12, from a number or a month's name or its beginning of three letters or more."""
    if whole(text):
        return int(text) if 1 <= int(text) <= 12 else None
    typed = text.lower().rstrip(".")
    if len(typed) < 3:
        return None
    return next((at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(typed)), None)
