"""The post of the worker: each job hands one letter over; what was cut off is found and made again.

A job says which letter, no more. It runs in a thread of its own with a connection of its own, as the post's account.
"""

from __future__ import annotations

import asyncio
from functools import cache
from threading import Thread
from typing import Any
from uuid import UUID

from goldenthread.rules.sending import State

AT_ONCE = 4
"""How many letters one worker hands over at a time."""

STALLED = 60
"""Seconds without a sign of life after which a worker is taken to be dead, and its jobs are given to others."""


def deliver(message: str) -> State | None:
    """Make one attempt with a letter: claimed and committed first, then the conversation, then what came of it."""
    from django.db import transaction

    from goldenthread import clock
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.advice.by_link.queries import hinders
    from goldenthread.deadlines.needed import is_needed
    from goldenthread.post import actions, channels

    by = ensure_system_account("post", "The post")
    with transaction.atomic():
        claimed = actions.claim(
            message=UUID(message),
            is_needed=is_needed,
            hinders=hinders,
            by=by,
            on=clock.today(),
            leaves_by=channels.is_set_up,
        )
    if claimed is None:
        return None
    sent = channels.hand_over(claimed, at=clock.now())
    words: dict[str, Any] = {"outcome": sent.outcome, "reply": sent.reply, "is_followed": sent.is_followed}
    return actions.send(claimed=claimed, **words, by=by, on=clock.today())


def alert() -> int:
    """Write the letters that tell of emergencies: who opened a case, and whose review is late. How many are new."""
    from goldenthread import clock
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.post import actions

    return actions.alert(by=ensure_system_account("post", "The post"), on=clock.today())


def news() -> int:
    """What the channels know of letters that they took: those that reached nobody wait for somebody.

    Returns how many those are. Of those that arrived, nobody waits for word any more.
    """
    from django.db import transaction

    from goldenthread import clock
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.database.acting import acting_as
    from goldenthread.post import actions, channels
    from goldenthread.post.confirm.queries import awaited

    by = ensure_system_account("post", "The post")

    def tell(came: channels.CameBack) -> bool:
        return actions.return_(
            message=came.letter, taken_as=came.taken_as, why=came.why, by=by, on=clock.today()
        )

    came_back = channels.news(tell)
    with transaction.atomic(), acting_as(by):
        waiting = [channels.Awaited(*row) for row in awaited()]
    for each in channels.arrived(waiting):
        actions.deliver(message=each.letter, taken_as=each.taken_as, by=by, on=clock.today())
    return came_back


def reconcile() -> int:
    """Find what was cut off or lost its job."""
    from goldenthread import clock
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.post import actions

    return actions.reconcile(by=ensure_system_account("post", "The post"), on=clock.today())


@cache
def app() -> Any:
    """The queue's application for a worker, with its tasks: one for each process.

    It is not the one through which letters are queued: whoever writes a letter does so on their own connection.
    """
    from django.db import connection
    from procrastinate import App, PsycopgConnector
    from procrastinate.contrib.django.utils import connector_params

    from goldenthread.post.queue import DELIVER, QUEUE

    working = App(connector=PsycopgConnector(kwargs=connector_params()))

    @working.task(name=DELIVER, queue=QUEUE)
    def hand(message: str) -> None:
        try:
            deliver(message)
        finally:
            connection.close()  # the thread's own

    @working.periodic(cron="* * * * *")
    @working.task(name="post.reap", queue=QUEUE, queueing_lock="reap", pass_context=True)
    async def reap(context: Any, timestamp: int) -> None:
        """Jobs of workers that died are given to others."""
        manager = context.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
            await manager.retry_job(job)

    return working


def work(*, until_empty: bool = False) -> None:
    """Hand letters over as they come; or those that wait now, and no more."""

    async def run() -> None:
        working = app()
        async with working.open_async():
            await working.run_worker_async(
                concurrency=AT_ONCE, wait=not until_empty, install_signal_handlers=False,
                delete_jobs="successful",
            )  # fmt: skip

    asyncio.run(run())


def in_background() -> Thread:
    """The same beside the worker's other work; it ends with it."""
    thread = Thread(target=work, name="post", daemon=True)
    thread.start()
    return thread
