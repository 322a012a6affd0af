"""What the health page counts. No child stands in it, so no viewer is asked for."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q

from goldenthread.cases.models import Case, Fact
from goldenthread.database.acting import as_system
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.queries import OPEN
from goldenthread.deadlines.snapshot import refresh
from goldenthread.inbox.models import Mail
from goldenthread.inbox.queries import LISTS
from goldenthread.post.models import Message
from goldenthread.post.queries import SILENT
from goldenthread.recovery.queries import waiting
from goldenthread.recovery.words import to_do
from goldenthread.rules.days import add_working_days
from goldenthread.rules.facts import Kind
from goldenthread.rules.sending import FOR_A_PERSON, TOO_LONG

OPEN_MAILS = LISTS["waiting"] | LISTS["unsettled"]


def marked() -> int:
    """How many cases changed since their clocks were last reckoned."""
    with as_system("counting"):
        return Case.objects.filter(is_marked=True).count()


def last_raised_on() -> date | None:
    """The day on which a tick last raised a step or a reminder."""
    raised = Fact.objects.filter(kind__in=[Kind.STEP_RAISED.value, Kind.REMINDER_RAISED.value])
    with as_system("counting"):
        found: date | None = raised.aggregate(last=Max("happened_on"))["last"]
    return found


def overlooked(today: date) -> int:
    """How many requests for advice have a step or reminder that a tick before today should have raised."""
    refresh()
    due = Q(next_step_send_on__lt=today) | Q(next_reminder_due_on__lt=today)
    with as_system("counting"):
        return Deadline.objects.filter(OPEN & due).count()


def silent() -> int:
    """How many letters were taken by a channel that tells of delivery, which has not told in time."""
    with as_system("counting"):
        return Message.objects.filter(SILENT, emergency__isnull=True).count()


def neglected(today: date) -> tuple[int, int]:
    """How many letters have waited too long for somebody, and how many mails are past their day. It has no viewer."""
    since = add_working_days(today, -TOO_LONG)
    states = [each.value for each in FOR_A_PERSON]
    mails = Mail.objects.filter(OPEN_MAILS, due_on__lt=today)
    with as_system("counting"):
        letters = Message.objects.filter(
            state__in=states, is_copy=False, emergency__isnull=True, written_on__lt=since
        )
        return letters.count(), mails.count()


def restored() -> str:
    """What is to be done after a restore; empty where none waits. It has no viewer."""
    restore = waiting()
    return to_do(restore.lost_after) if restore else ""
