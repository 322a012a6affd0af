"""The queue: a job for each letter, in the letter's own transaction. The workers' tasks are in `command.post`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

QUEUE = "post"
DELIVER = "post.deliver"
BATCH = 1_000


def enqueue(messages: Iterable[UUID], *, at: datetime | None = None) -> None:
    """A job for each of these letters; it is there when the transaction commits, and never where it does not."""
    task = app.configure_task(DELIVER, queue=QUEUE, schedule_at=at)
    waiting: list[dict[str, JSONValue]] = [{"message": str(each)} for each in messages]
    for start in range(0, len(waiting), BATCH):
        task.batch_defer(*waiting[start : start + BATCH])
