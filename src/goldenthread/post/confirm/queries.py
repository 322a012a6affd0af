"""Letters of whose arrival word is to come, and those of which it did not come in time."""

from __future__ import annotations

from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.audit.watch import saw
from goldenthread.post.models import Message
from goldenthread.post.queries import SILENT, visible
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Purpose

MOST_AWAITED = 200


def silent(message_id: UUID, viewer: User) -> Message | None:
    """A letter of which no word came, where the viewer keeps the area's post."""
    rows = visible(viewer, Permission.WORK).select_related("case", "area", "pack_version")
    found = rows.filter(SILENT, pk=message_id).first()
    saw(viewer, cases=[found.case_id] if found and found.case_id else [], purpose=Purpose.FORM)
    return found


def awaited() -> list[tuple[UUID, str]]:
    """Letters of whose delivery word is to come, and as what they were taken. For the worker: no viewer.

    In no order: those of which nobody will ever know hold up none of the others.
    """
    rows = Message.objects.filter(news_by__isnull=False).order_by("?")
    return list(rows.values_list("pk", "reply")[:MOST_AWAITED])
