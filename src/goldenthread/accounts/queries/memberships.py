"""The viewer's memberships in force, read once while one page is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import DateField, Func, Q, QuerySet

from goldenthread.accounts.models import Membership, User


class LondonToday(Func):
    """The database's civil date in London: a membership ends at the next request, whatever day a page is for."""

    template = "(now() at time zone 'Europe/London')::date"
    arity = 0
    output_field = DateField()


def memberships(viewer: User) -> QuerySet[Membership]:
    """The viewer's memberships in force at this moment."""
    rows = Membership.objects.filter(user=viewer, user__is_active=True)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()))


Answer = TypeVar("Answer")

_kept: ContextVar[dict[tuple[UUID, str], Any] | None] = ContextVar("goldenthread_scopes", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """While one page is made, who may do what is read once: its answers are those of the page's beginning."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def together() -> AbstractContextManager[None]:
    """The same while one question is answered, where no page is made."""
    return nullcontext() if _kept.get() is not None else remembering()


def once(viewer: User, name: str, read: Callable[[], Answer]) -> Answer:
    """What `read` answers about the viewer, read once while one page is made."""
    kept = _kept.get()
    if kept is None:
        return read()
    if (viewer.pk, name) not in kept:
        kept[viewer.pk, name] = read()
    answer: Answer = kept[viewer.pk, name]
    return answer


def rows_of(viewer: User) -> list[Membership]:
    """The viewer's memberships in force with their organisations, and what was lent them for this errand."""
    return once(
        viewer, "memberships", lambda: [*memberships(viewer).select_related("organisation"), *viewer.lent]
    )
