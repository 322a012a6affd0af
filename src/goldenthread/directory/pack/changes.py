"""What loading a pack would change, in sentences, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from goldenthread.directory.pack.shapes import Later, Pack
from goldenthread.rules.offsets import Offset
from goldenthread.rules.words import said

LISTS: Mapping[str, tuple[str, str]] = {
    "organisations": ("Organisation", "code"),
    "places": ("Place", "code"),
    "services": ("Service", "code"),
    "record_systems": ("Record system", "code"),
    "roles": ("Role", "code"),
    "reminders": ("Reminder", "code"),
    "letters": ("Letter", "code"),
    "templates": ("Template", "code"),
    "causes": ("Cause of lateness", "code"),
    "schools": ("School", "urn"),
}
WORDS: Mapping[str, str] = {
    "live_from": "first live day",
    "valid_from": "first day",
    "valid_to": "last day",
    "checked_on": "last check of the contact point",
    "contacts_checked_within": "time within which a contact point is checked",
    "monitored_by": "who reads the contact point",
    "secure_domains": "domains to which lists may be mailed",
    "email": "contact point",
    "mesh": "MESH mailbox",
    "postal": "postal address",
    "in_force_from": "day in force",
    "offset": "time after its anchor",
    "before": "time before the due date",
    "response": "time to respond",
    "is_on_the_day": "whether it is sent on its date though nobody works",
    "sender": "sender",
    "stops": "what stops it",
    "signed": "whether its sender signs it",
}


def compare(old: Pack | None, new: Pack) -> list[str]:
    """Say every change from the pack in force to a new one; without an old one, everything is new."""
    if old is None:
        return list(_all_new(new))
    return [
        *_area(old, new),
        *_lists(old, new),
        *_ladder(old, new),
        *_table("Practice", old.practice, new.practice),
    ]


def _all_new(new: Pack) -> Iterator[str]:
    yield f"{new.area.name} is new, in force from {said(new.area.in_force_from)}."
    for attribute, (kind, code) in LISTS.items():
        codes = [getattr(one, code) for one in getattr(new, attribute)]
        if codes:
            yield f"{kind} added: {', '.join(codes)}."
    yield f"Ladder added: {_shown(tuple(step.code for step in new.ladder.steps))}."


def _area(old: Pack, new: Pack) -> Iterator[str]:
    yield from _table("Area", old.area, new.area)


def _lists(old: Pack, new: Pack) -> Iterator[str]:
    for attribute, (kind, code) in LISTS.items():
        before = {getattr(one, code): one for one in getattr(old, attribute)}
        after = {getattr(one, code): one for one in getattr(new, attribute)}
        yield from _rows(kind, before, after)


def _ladder(old: Pack, new: Pack) -> Iterator[str]:
    before = {step.code: step for step in old.ladder.steps}
    after = {step.code: step for step in new.ladder.steps}
    yield from _rows("Step", before, after)
    if list(before) != list(after) and set(before) == set(after):
        yield f"The order of the ladder changes from {_shown(tuple(before))} to {_shown(tuple(after))}."


def _rows(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for code, row in after.items():
        if code in before:
            yield from _table(f"{kind} {_name(row, code)}", before[code], row)
        else:
            yield f"{kind} {_name(row, code)} is added."
    for code, row in before.items():
        if code not in after:
            yield f"{kind} {_name(row, code)} is left out; cases that used it keep it."


def _name(row: Any, code: str) -> str:
    return str(getattr(row, "label", code))


def _table(name: str, before: Any, after: Any) -> Iterator[str]:
    for one in fields(after):
        was, is_now = getattr(before, one.name), getattr(after, one.name)
        if was == is_now:
            continue
        if is_dataclass(was) and is_dataclass(is_now) and not isinstance(was, Offset):
            yield from _table(name, was, is_now)
        elif one.name == "later":
            yield from _words_to_come(name, was, is_now)
        elif one.name == "body":
            yield f"{name}: what the letter says changes."
        else:
            word = WORDS.get(one.name, one.name.replace("_", " "))
            yield f"{name}: {word} changes from {_shown(was)} to {_shown(is_now)}."


def _words_to_come(name: str, was: tuple[Later, ...], is_now: tuple[Later, ...]) -> Iterator[str]:
    """The days from which a letter has other words, or no longer has."""
    for each in is_now:
        if each not in was:
            yield f"{name}: other words count from {said(each.starts_on)}."
    kept = {each.starts_on for each in is_now}
    for each in was:
        if each.starts_on not in kept:
            yield f"{name}: there are no other words from {said(each.starts_on)} any more."


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return said(value)
    if isinstance(value, tuple | frozenset):
        shown = [_shown(item) for item in (sorted(value) if isinstance(value, frozenset) else value)]
        return ", ".join(shown) if shown else "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if is_dataclass(value) and not isinstance(value, Offset):
        return _shown(
            tuple(getattr(value, one.name) for one in fields(value) if getattr(value, one.name) is not None)
        )
    return "nothing" if value is None else str(value)
