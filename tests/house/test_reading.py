"""Reading changes nothing: whatever page is opened, only the traces of the look are new (D02)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from goldenthread.database.acting import acting_as
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from tests.house.walking import TODAY, addresses, lived

# What a look leaves, each with the reason.
TRACES = {
    "audit_entry": "who looked",
    "django_session": "messages that were said, searches",
    "accounts_session": "when the person was last here",
}


@pytest.mark.django_db
def test_opening_every_page_changes_nothing_but_the_traces_of_it(
    client: Client, cast: Cast, story: Story, monkeypatch: Any
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", TODAY.isoformat())
    things = lived(cast, story)
    client.force_login(cast.manager)
    client.get("/")  # what is derived is derived by the first who reads
    before = told(cast)
    statuses = {client.get(address).status_code for _, address in addresses(things)}
    after = told(cast)
    assert 200 in statuses
    assert {table for table in before if before[table] != after[table]} <= set(TRACES)
    assert len(before) > 20
    assert set(TRACES) <= set(before)


def told(cast: Cast) -> dict[str, str]:
    """A digest of every row of every table."""
    with acting_as(cast.tick), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        told = {}
        for table in tables:
            cursor.execute(
                f"select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from {table} t"
            )
            told[table] = cursor.fetchone()[0]
    return told
