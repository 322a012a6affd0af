"""Who was told of an emergency by letter. Neither the case nor the child stands in what is given."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.cases.models import Emergency
from goldenthread.database.acting import as_system
from goldenthread.post.models import Message
from goldenthread.rules.access import Permission
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.sending import FOR_A_PERSON, State

SOON = timedelta(minutes=15)
"""By then a letter has left that can: the worker writes it within a minute."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One letter about an opening: to whom, where it stands, and since when it has left."""

    to_name: str
    is_of_a_late_review: bool
    state: State
    sent_on: date | None


def alerts(viewer: User) -> dict[UUID, list[Alert]]:
    """The letters about each opening of the areas in which the viewer reviews, in the order of their writing."""
    areas = scope(viewer, Permission.REVIEW_EMERGENCY).reached
    found: dict[UUID, list[Alert]] = defaultdict(list)
    with as_system("emergency"):
        rows = Message.objects.filter(emergency__isnull=False, area__in=areas).order_by("written_at", "key")
        for opening, name, key, state, sent_on in rows.values_list(
            "emergency", "to_name", "key", "state", "sent_on"
        ):
            is_late = key.startswith(Occasion.EMERGENCY_OVERDUE.value)
            found[opening].append(Alert(name, is_late, State(state), sent_on))
    return found


def untold() -> int:
    """How many openings wait of which no letter has left in time, or one waits for somebody. It has no viewer."""
    letters = Message.objects.filter(emergency=OuterRef("pk"))
    left = letters.filter(state=State.ACCEPTED.value)
    stuck = letters.filter(state__in=[each.value for each in FOR_A_PERSON])
    waiting = Emergency.objects.filter(reviewed_at__isnull=True, opened_at__lt=Now() - SOON)
    with as_system("counting"):
        return waiting.filter(~Q(Exists(left)) | Q(Exists(stuck))).count()
