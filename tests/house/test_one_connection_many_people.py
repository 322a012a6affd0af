"""A connection that served one person knows nothing of them when it serves the next, or nobody (A08)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from goldenthread.accounts.models import User
from goldenthread.database.acting import acting_as, as_system
from goldenthread.demo.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 11, 2)
REQUESTS = 60


def seen() -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select id from cases_case")
        return {row[0] for row in cursor.fetchall()}


def told() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.actor', true), '')")
        return str(cursor.fetchone()[0])


def asked_as(person: User, turn: int) -> set[UUID]:
    """One request's reading; every third ends in an error of its own, every seventh in one of the database."""
    cases: set[UUID] = set()
    try:
        with acting_as(person), transaction.atomic():
            cases = seen()
            if turn % 7 == 0:
                connection.cursor().execute("select 1 / 0")
            if turn % 3 == 0:
                raise LookupError
    except (LookupError, DatabaseError):
        pass
    return cases


def test_each_request_sees_its_own_person_s_cases_and_leaves_nobody_behind(
    story: Story, at_once: Callable[..., list[object]]
) -> None:
    with as_system("tester"), transaction.atomic():
        own = story.given_advice_is_sought(ON, "SLT")[0].case_id
        other = story.given_advice_is_sought(ON, "OT")[0].case_id
        people = [
            (story.cast.spoc, {own, other}),
            (story.cast.therapist, {own}),
            (story.cast.administrator, set()),
        ]

    def serve() -> list[str]:
        wrong = []
        for turn, (person, cases) in enumerate(islice(cycle(people), REQUESTS)):
            if asked_as(person, turn) != cases:
                wrong.append(f"{turn}: {person.email} saw another's cases")
            with acting_as(None):
                if told() or seen():
                    wrong.append(f"{turn}: {person.email} was left behind")
        return wrong

    assert at_once(serve, serve, serve, serve) == [[], [], [], []]
