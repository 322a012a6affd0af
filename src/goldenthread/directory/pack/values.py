"""What each key of an area pack may hold, and the sentence for what it may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from goldenthread.rules.ladder import CODE
from goldenthread.rules.letters import LONGEST_SUBJECT
from goldenthread.rules.offsets import offset_from
from goldenthread.rules.refusals import Refused

Path = tuple[str | int, ...]
"""Where something stands in a pack: ("service", 2, "contact", "email"), counted from 0."""

Found = Iterator[tuple[Path, str]]
ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;.]+(\.[^@\s<>,;.]+)+")
DOMAIN_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
URN = re.compile(r"[1-9][0-9]{5}")
MESH = re.compile(r"[A-Z0-9]{6,20}")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
ADDRESS_LINES = range(2, 7)


@dataclass(frozen=True)
class Value:
    """How the value of one key is checked, and how it is read once it is right."""

    problems: Callable[[Any, Path], Found]
    read: Callable[[Any], Any] = lambda value: value


def key(value: Value, name: str | None = None, *, default: Any = MISSING) -> Any:
    """A key of a table in the pack; without a default it is required. `name` is its word in the file."""
    return field(metadata={"value": value, "name": name}, default=default)


def _simple(
    is_right: Callable[[Any], object], wanted: str, read: Callable[[Any], Any] = lambda value: value
) -> Value:
    def problems(value: Any, path: Path) -> Found:
        if not is_right(value):
            yield path, f"“{_named(path)}” must be {wanted}, not {_shown(value)}."

    return Value(problems, read)


def _named(path: Path) -> str:
    return str(next((part for part in reversed(path) if isinstance(part, str)), "This"))


def _shown(value: Any) -> str:
    return f"“{value}”" if not isinstance(value, bool) else str(value).lower()


def text(longest: int) -> Value:
    """Words on one line, no longer than a screen or a letter has room for."""

    def is_text(value: Any) -> bool:
        return (
            isinstance(value, str) and bool(value.strip()) and len(value) <= longest and value.isprintable()
        )

    return _simple(is_text, f"text in quotes on one line, no longer than {longest} letters")


def lines(longest: int) -> Value:
    """Words on several lines, with no other control character among them."""

    def is_lines(value: Any) -> bool:
        return (
            isinstance(value, str)
            and bool(value.strip())
            and len(value) <= longest
            and all(line.isprintable() for line in value.split("\n"))
        )

    return _simple(is_lines, f"text in quotes, no longer than {longest} letters")


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _as_day(value: date | str) -> date:
    """A date of the file, or of the data kept from it, where dates are text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], object]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value)


LABEL = text(60)
NAME = text(120)
TEXT = text(1000)
SUBJECT = text(LONGEST_SUBJECT)
BODY = lines(5000)
LABEL_CODE = _simple(
    _matches(CODE), 'a code of up to 40 small letters, digits and hyphens, such as "care-nursing"'
)
DAY = _simple(_is_day, "a date without quotes, such as 2026-11-02", _as_day)
ADDRESS_OF_MAIL = _simple(_matches(ADDRESS), 'an e-mail address, such as "team@council.example"')
DOMAIN = _simple(_matches(DOMAIN_NAME), 'a domain of mail in small letters, such as "nhs.example"')
MESH_MAILBOX = _simple(_matches(MESH), 'the id of a MESH mailbox, such as "X26HC001"')
YES_NO = _simple(lambda value: isinstance(value, bool), "true or false")
SCHOOL_NUMBER = _simple(_matches(URN), "the school's URN, six digits in quotes")


def choice(*options: str) -> Value:
    """One of a few words."""
    return _simple(lambda value: value in options, "one of " + ", ".join(f'"{option}"' for option in options))


def _is_postal(value: Any) -> bool:
    """Lines that fit in the window of an envelope below the name, the postcode as the last."""
    return (
        isinstance(value, list)
        and len(value) in ADDRESS_LINES
        and not any(True for line in value for _ in LABEL.problems(line, ()))
        and POSTCODE.fullmatch(value[-1]) is not None
    )


POSTAL = _simple(
    _is_postal,
    "a list of two to six lines of an address, the last of them its postcode, such as "
    '["1 Harbour Street", "Torquay", "TQ1 1AA"]',
    tuple,
)


def several(one: Value) -> Value:
    """A list of values of one sort."""

    def problems(value: Any, path: Path) -> Found:
        if not isinstance(value, list):
            yield path, f"“{_named(path)}” must be a list in square brackets, not {_shown(value)}."
            return
        for place, item in enumerate(value):
            yield from one.problems(item, (*path, place))

    return Value(problems, lambda value: tuple(one.read(item) for item in value))


def table(shape: type[Any]) -> Value:
    """A table whose keys are the fields of a dataclass made with `key`."""

    def problems(value: Any, path: Path) -> Found:
        if isinstance(value, Mapping):
            yield from table_problems(shape, value, path)
        else:
            yield path, f"“{_named(path)}” must be a table with keys of its own, not {_shown(value)}."

    return Value(problems, lambda value: table_read(shape, value))


def table_problems(shape: type[Any], row: Mapping[str, Any], path: Path) -> Found:
    """Keys that are unknown, missing or wrong in one table."""
    keys = {name: (value, is_required) for name, _, value, is_required in keys_of(shape)}
    for name in row:
        if name not in keys:
            yield (*path, name), f"“{name}” is not known here. Known are: {', '.join(sorted(keys))}."
    for name, (value, is_required) in keys.items():
        if name in row:
            yield from value.problems(row[name], (*path, name))
        elif is_required:
            yield path, f"“{name}” is missing."


def table_read(shape: type[Any], row: Mapping[str, Any]) -> Any:
    """The dataclass that a right table becomes."""
    return shape(
        **{attribute: value.read(row[name]) for name, attribute, value, _ in keys_of(shape) if name in row}
    )


def keys_of(shape: type[Any]) -> Iterator[tuple[str, str, Value, bool]]:
    """Each key of a shape: its word in the file, its attribute, its value, whether it is required."""
    for one in fields(shape):
        if "value" in one.metadata:
            yield one.metadata["name"] or one.name, one.name, one.metadata["value"], one.default is MISSING


def _length_problems(value: Any, path: Path) -> Found:
    try:
        offset_from(value, _named(path))
    except Refused as refusal:
        yield path, refusal.sentence


LENGTH = Value(_length_problems, lambda value: offset_from(value, "length"))
