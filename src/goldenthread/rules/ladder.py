"""An area's escalation ladder and reminders, as they stand in its pack.

The order of steps is data, because Devon, Torbay, Plymouth and Cheshire East each escalate in their own way
(S1-57, S2-14). A step counts from its anchor: the day the advice was due, or an earlier step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.rules.facts import Kind
from goldenthread.rules.offsets import Offset, offset_from
from goldenthread.rules.refusals import Refused

DUE = "due"
"""The anchor of a step that counts from the day the advice is due."""

ENDINGS = (Kind.ADVICE_RECORDED, Kind.ADVICE_WITHDRAWN, Kind.REQUEST_WITHDRAWN)
"""What stops every ladder unless a step says otherwise: the advice is here, or nobody wants it any more."""


@dataclass(frozen=True, slots=True)
class Step:
    """One escalation: who writes to whom, how long after its anchor, and what makes it needless.

    Sender, recipients and copies are codes of the area's roles. `alternative` is the other template
    that the sender may choose, where a step can end in two ways (S1-50, S1-51).
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


REMINDER_KEYS = frozenset({"code", "title", "before", "to", "copies", "template", "stops"})
STEP_KEYS = REMINDER_KEYS - {"before"} | {
    "anchor",
    "offset",
    "from",
    "alternative",
    "response",
    "requirement",
}


def ladder_from(data: Mapping[str, Any]) -> Ladder:
    """Read the ladder of a pack's data; Refused says what is wrong with it."""
    table = data.get("ladder")
    rows = table.get("step") if isinstance(table, Mapping) else None
    steps = tuple(step_from(row) for row in _rows(rows, "ladder.step"))
    if not steps:
        raise Refused("The ladder has no steps. Add at least one [[ladder.step]].", "ladder")
    for _, problem in broken_anchors([(step.code, step.anchor) for step in steps]):
        raise Refused(problem, "anchor")
    return Ladder(steps)


def reminders_from(data: Mapping[str, Any]) -> tuple[Reminder, ...]:
    """Read the reminders of a pack's data; an area may have none."""
    return tuple(reminder_from(row) for row in _rows(data.get("reminder", []), "reminder"))


def step_from(row: Mapping[str, Any]) -> Step:
    """Read one [[ladder.step]]."""
    _refuse_unknown(row, STEP_KEYS)
    return Step(
        code=_text(row, "code"),
        title=_text(row, "title"),
        anchor=_text(row, "anchor"),
        offset=offset_from(row.get("offset"), "offset"),
        sender=_text(row, "from"),
        recipients=_codes(row, "to", at_least_one=True),
        copies=_codes(row, "copies"),
        template=_text(row, "template"),
        alternative=_text(row, "alternative") if "alternative" in row else None,
        response=offset_from(row["response"], "response") if "response" in row else None,
        stops=_stops(row),
        requirement=_text(row, "requirement") if "requirement" in row else None,
    )


def reminder_from(row: Mapping[str, Any]) -> Reminder:
    """Read one [[reminder]]."""
    _refuse_unknown(row, REMINDER_KEYS)
    return Reminder(
        code=_text(row, "code"),
        title=_text(row, "title"),
        before=offset_from(row.get("before"), "before"),
        recipients=_codes(row, "to", at_least_one=True),
        copies=_codes(row, "copies"),
        template=_text(row, "template"),
        stops=_stops(row),
    )


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


def _refuse_unknown(row: Mapping[str, Any], known: frozenset[str]) -> None:
    for key in row:
        if key not in known:
            raise Refused(f"“{key}” is not known here. Known are: {', '.join(sorted(known))}.", key)


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Refused(f"“{key}” is missing or is not text.", key)
    return value


def _codes(row: Mapping[str, Any], key: str, *, at_least_one: bool = False) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list | tuple) or not all(isinstance(code, str) and code for code in value):
        raise Refused(f'“{key}” must be a list of codes, such as ["spoc"].', key)
    if at_least_one and not value:
        raise Refused(f"“{key}” is empty: name at least one role that it goes to.", key)
    return tuple(value)


def _stops(row: Mapping[str, Any]) -> frozenset[str]:
    named = _codes(row, "stops") if "stops" in row else ENDINGS
    for kind in named:
        if kind not in Kind.__members__.values():
            raise Refused(f"“stops” names “{kind}”, which is not a kind of fact.", "stops")
    return frozenset(named)
