"""The words of an area's letters by day: a letter may have other words from a day to come (S0-17).

A letter that is written before that day has the words of before, also where it is completed, signed or sent after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

Row = Mapping[str, Any]


def editions(template: Row) -> list[Row]:
    """A template as it is first, and as it is from each day on which its words change; those have a `from`."""
    return [template, *({**template, **later} for later in template.get("later", []))]


def in_force(template: Row, on: date) -> Row:
    """The template in its words of a day: the last of those that count by then."""
    begun = [each for each in editions(template) if "from" not in each or starts_on(each) <= on]
    return begun[-1]


def as_of(templates: list[Row], on: date) -> list[Row]:
    """All templates of a pack in their words of a day."""
    return [in_force(each, on) for each in templates]


def changes_on(templates: list[Row]) -> list[date]:
    """The days on which the words of some letter change, in order."""
    return sorted({starts_on(each) for row in templates for each in row.get("later", [])})


def starts_on(later: Row) -> date:
    """The day from which words count: a date of the file, or text in the data kept from it."""
    value = later["from"]
    return date.fromisoformat(value) if isinstance(value, str) else value
