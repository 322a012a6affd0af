"""An area's escalation ladder and reminders, as they stand in its pack.

The order of steps is data, because Devon, Torbay, Plymouth and Cheshire East each escalate in their own way
(S1-57, S2-14). A step counts from its anchor: the day the advice was due, or an earlier step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.rules.facts import Kind
from goldenthread.rules.offsets import Offset, offset_from
from goldenthread.rules.refusals import Refused

CODE = re.compile(r"(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*")
"""A word by which facts and lists know a step for ever."""

DUE = "due"
"""The anchor of a step that counts from the day the advice is due."""

SERVICE, SPOC = "service", "spoc"
"""The two roles that every area pack has."""

ENDINGS = (Kind.ADVICE_RECORDED, Kind.ADVICE_WITHDRAWN, Kind.REQUEST_WITHDRAWN)
"""What stops every ladder unless a step says otherwise: the advice is here, or nobody wants it any more."""


@dataclass(frozen=True, slots=True)
class Step:
    """One escalation: who writes to whom, how long after its anchor, and what makes it needless.

    Sender, recipients and copies are codes of the area's roles. `alternative` is the other template
    that the sender may choose, where a step can end in two ways (S1-50, S1-51). One that is `is_on_the_day` is sent
    on its date even where nobody works on it (S1-60).
    """

    code: str
    title: str
    anchor: str
    offset: Offset
    sender: str
    recipients: tuple[str, ...]
    copies: tuple[str, ...] = ()
    template: str = ""
    alternative: str | None = None
    response: Offset | None = None
    stops: frozenset[str] = frozenset(ENDINGS)
    requirement: str | None = None
    is_on_the_day: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """A word before the advice is due, to those who can still be in time."""

    code: str
    title: str
    before: Offset
    recipients: tuple[str, ...]
    copies: tuple[str, ...] = ()
    template: str = ""
    stops: frozenset[str] = frozenset(ENDINGS)


@dataclass(frozen=True, slots=True)
class Ladder:
    """An area's steps in their order."""

    steps: tuple[Step, ...]

    def __hash__(self) -> int:
        """Hash the codes alone: a ladder is looked up once for every open request."""
        return hash(tuple(step.code for step in self.steps))

    def position(self, code: str | None) -> int:
        """Where a step stands, from 0; -1 when this ladder has no such step."""
        return next((place for place, step in enumerate(self.steps) if step.code == code), -1)


def ladder_from(data: Mapping[str, Any]) -> Ladder:
    """Read the ladder of a pack's data; Refused says what is wrong with it."""
    table = data.get("ladder")
    rows = table.get("step") if isinstance(table, Mapping) else None
    steps = tuple(Step(**_read(row, STEP)) for row in _rows(rows, "ladder.step"))
    if not steps:
        raise Refused("The ladder has no steps. Add at least one [[ladder.step]].", "ladder")
    for _, problem in broken_anchors([(step.code, step.anchor) for step in steps]):
        raise Refused(problem, "anchor")
    return Ladder(steps)


def reminders_from(data: Mapping[str, Any]) -> tuple[Reminder, ...]:
    """Read the reminders of a pack's data; an area may have none."""
    return tuple(Reminder(**_read(row, REMINDER)) for row in _rows(data.get("reminder", []), "reminder"))


def step_problems(row: Mapping[str, Any]) -> Iterator[Refused]:
    """Everything wrong with one [[ladder.step]] by itself."""
    return _problems(row, STEP)


def reminder_problems(row: Mapping[str, Any]) -> Iterator[Refused]:
    """Everything wrong with one [[reminder]] by itself."""
    return _problems(row, REMINDER)


def broken_anchors(steps: Iterable[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """Each (code, anchor) that cannot be counted, by position, with the reason.

    An anchor must stand earlier in the ladder, so no two steps can ever wait for each other.
    """
    pairs = list(steps)
    codes = [code for code, _ in pairs]
    for place, (code, anchor) in enumerate(pairs):
        if code == DUE or code in codes[:place]:
            yield place, f"Two steps are called “{code}”. Give each step a code of its own."
        elif anchor != DUE and anchor not in codes:
            yield (
                place,
                f"Step “{code}” counts from “{anchor}”, which is neither “{DUE}” nor a step of this ladder.",
            )
        elif anchor != DUE and anchor not in codes[:place]:
            sentence = f"Step “{code}” counts from “{anchor}”, which does not come before it."
            yield place, f"{sentence} Put “{anchor}” first, or the two would wait for each other."


def _rows(rows: object, name: str) -> Sequence[Mapping[str, Any]]:
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        raise Refused(f"[[{name}]] is missing or is not a list of tables.", name)
    return rows


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Refused(f"“{key}” is missing or is not text.", key)
    return value


def _code(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not CODE.fullmatch(value):
        raise Refused(
            f"“{key}” is missing or is not a code of up to 40 small letters, digits and hyphens.", key
        )
    return value


def _text_or_none(row: Mapping[str, Any], key: str) -> str | None:
    return _text(row, key) if key in row else None


def _length(row: Mapping[str, Any], key: str) -> Offset:
    return offset_from(row.get(key), key)


def _length_or_none(row: Mapping[str, Any], key: str) -> Offset | None:
    return _length(row, key) if key in row else None


def _flag(row: Mapping[str, Any], key: str) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise Refused(f"“{key}” must be true or false, without quotation marks.", key)
    return value


def _codes(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list | tuple) or not all(isinstance(code, str) and code for code in value):
        raise Refused(f'“{key}” must be a list of codes, such as ["spoc"].', key)
    return tuple(value)


def _some_codes(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    codes = _codes(row, key)
    if not codes:
        raise Refused(f"“{key}” is empty: name at least one role that it goes to.", key)
    return codes


def _stops(row: Mapping[str, Any], key: str) -> frozenset[str]:
    named = _codes(row, key) if key in row else ENDINGS
    for kind in named:
        if kind not in Kind.__members__.values():
            raise Refused(f"“{key}” names “{kind}”, which is not a kind of fact.", key)
    return frozenset(named)


Reader = Callable[[Mapping[str, Any], str], Any]
SHARED: Mapping[str, tuple[str, Reader]] = {
    "code": ("code", _code),
    "title": ("title", _text),
    "to": ("recipients", _some_codes),
    "copies": ("copies", _codes),
    "template": ("template", _text),
    "stops": ("stops", _stops),
}
REMINDER: Mapping[str, tuple[str, Reader]] = {**SHARED, "before": ("before", _length)}
STEP: Mapping[str, tuple[str, Reader]] = {
    **SHARED,
    "anchor": ("anchor", _text),
    "offset": ("offset", _length),
    "from": ("sender", _text),
    "alternative": ("alternative", _text_or_none),
    "response": ("response", _length_or_none),
    "requirement": ("requirement", _text_or_none),
    "on_the_day": ("is_on_the_day", _flag),
}
"""Each key of a row in the pack, the attribute it becomes, and how it is read."""


def _read(row: Mapping[str, Any], readers: Mapping[str, tuple[str, Reader]]) -> dict[str, Any]:
    for refusal in _problems(row, readers):
        raise refusal
    return {attribute: read(row, key) for key, (attribute, read) in readers.items()}


def _problems(row: Mapping[str, Any], readers: Mapping[str, tuple[str, Reader]]) -> Iterator[Refused]:
    for key in row:
        if key not in readers:
            yield Refused(f"“{key}” is not known here. Known are: {', '.join(sorted(readers))}.", key)
    for key, (_, read) in readers.items():
        try:
            read(row, key)
        except Refused as refusal:
            yield refusal
