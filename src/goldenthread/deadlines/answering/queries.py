"""Which letter of the ladder waits for an answer, and whether the viewer is who gives or records it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import actor, scope
from goldenthread.cases.queries import history
from goldenthread.directory.queries import pack_data
from goldenthread.post.letters import played_by
from goldenthread.post.models import Message
from goldenthread.post.queries import visible
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.sending import State


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A letter of a step that has left and gives a time to answer it."""

    about: UUID
    step: str
    title: str
    to: str
    sent_on: date


def answerable(letters: Iterable[Message], viewer: User) -> dict[tuple[UUID, str], ToAnswer]:
    """Of these letters, by request for advice and step, those that the viewer may answer.

    They went to a part that the viewer plays; or the viewer works at the front door, and records what came.
    """
    left = [row for row in letters if row.state == State.ACCEPTED and row.step and not row.is_copy]
    packs = pack_data({row.pack_version_id for row in left}) if left else {}
    held = {(held.role.value, area) for held in actor(viewer).held for area in held.areas}
    works = scope(viewer, Permission.WORK).areas
    found = {}
    for row in left:
        pack = packs[str(row.pack_version_id)]
        step: Mapping[str, Any] = next(
            (each for each in pack["ladder"]["step"] if each["code"] == row.step), {}
        )
        part = played_by(pack, row.recipient, str(row.values.get("service_code", "")))
        may = row.area_id in works or (part, str(row.area_id)) in held
        if may and "response" in step and row.about and row.sent_on:
            found[row.about, row.step] = ToAnswer(
                row.about, row.step, step["title"], row.to_name, row.sent_on
            )
    return found


def to_answer(advice_id: UUID, viewer: User) -> ToAnswer | None:
    """The letter about this request for advice that left last and that the viewer may answer; none where it was."""
    rows = visible(viewer, Permission.WRITE_LETTERS).filter(about=advice_id).order_by("sent_on", "key")
    letters = list(rows)
    found = answerable(letters, viewer)
    case = letters[0].case_id if found else None
    told = history(case, viewer) if case else []
    answered = {
        fact.details["step"]
        for fact in effective(told)
        if fact.kind == Kind.ESCALATION_ANSWERED and fact.about == str(advice_id)
    }
    waiting = [letter for (_, step), letter in found.items() if step not in answered]
    return waiting[-1] if waiting else None
