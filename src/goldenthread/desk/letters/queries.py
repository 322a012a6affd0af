"""Letters that wait for somebody: how many wait for the viewer, and which of them stand before a ladder's next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Min

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import actor
from goldenthread.directory.queries import pack_data
from goldenthread.post.letters import played_by
from goldenthread.post.models import Message
from goldenthread.post.queries import FRONT_DOOR, visible
from goldenthread.rules.access import Permission
from goldenthread.rules.sending import FOR_SENDERS, TO_TRY_AGAIN, State

SENDERS = [each.value for each in FOR_SENDERS]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many letters wait, and since when the oldest does."""

    count: int = 0
    since: date | None = None


def to_complete(viewer: User) -> Waiting:
    """The letters that wait for the viewer to complete or sign them. It counts, and names no child."""
    rows = visible(viewer, Permission.WRITE_LETTERS).filter(state__in=SENDERS, is_copy=False)
    parts = ("area_id", "pack_version_id", "sender", "values__service_code")
    groups = list(rows.order_by().values_list(*parts).annotate(Count("pk"), Min("written_on")))
    packs = pack_data({pack for _, pack, *_ in groups}) if groups else {}
    held = {(held.role.value, area) for held in actor(viewer).held for area in held.areas}

    def is_theirs(area: UUID, pack: UUID, sender: str, service: Any) -> bool:
        part = played_by(packs[str(pack)], sender, str(service or "")) or FRONT_DOOR
        return (part, str(area)) in held

    mine = [(count, since) for *whose, count, since in groups if is_theirs(*whose)]
    return Waiting(sum(count for count, _ in mine), min((since for _, since in mine), default=None))


def undelivered(viewer: User) -> int:
    """How many letters reached nobody and wait for whoever keeps the area's post. It counts, and names no child."""
    states = [each.value for each in TO_TRY_AGAIN]
    return visible(viewer, Permission.WORK).filter(state__in=states).count()


@dataclass(frozen=True, slots=True)
class Unsent:
    """A letter of a step that waits for its sender to complete or sign it."""

    state: State
    step: str
    sender: str
    written_on: date


def unsent(abouts: Iterable[UUID]) -> dict[tuple[UUID, str], Unsent]:
    """Of each request for advice and step the letter that waits for its sender. No name, so no viewer is asked."""
    rows = Message.objects.filter(about__in=list(abouts), stops=True, is_copy=False, state__in=SENDERS)
    values = rows.exclude(step="").order_by("-written_on", "-key")
    found = values.values_list("about", "state", "step", "values__sender", "written_on")
    return {
        (about, step): Unsent(State(state), step, *words) for about, state, step, *words in found if about
    }
