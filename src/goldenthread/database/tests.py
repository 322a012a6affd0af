"""Two logins, an actor in every transaction, and tables that only grow."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.audit.actions import record
from goldenthread.audit.models import Entry
from goldenthread.database.acting import acting_as
from goldenthread.database.engine.base import as_owner

pytestmark = pytest.mark.django_db


def _one(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_the_application_logs_in_as_a_role_that_owns_nothing() -> None:
    assert _one("select current_user") == "gt_app"
    assert _one("select count(*) from pg_tables where schemaname = 'public' and tableowner = 'gt_app'") == 0
    assert _one("select count(*) from pg_tables where schemaname = 'public' and tableowner = 'gt_owner'") > 10


def test_the_application_cannot_step_around_row_level_security() -> None:
    assert _one("select rolbypassrls or rolsuper from pg_roles where rolname = 'gt_app'") is False


@pytest.mark.django_db(transaction=True)
def test_every_outermost_transaction_says_who_acts() -> None:
    person = uuid4()
    with acting_as(person):
        with transaction.atomic():
            assert _one("select current_setting('app.actor')") == str(person)
        with transaction.atomic():
            assert _one("select current_setting('app.actor')") == str(person)
    with acting_as(None), transaction.atomic():
        assert not _one("select current_setting('app.actor', true)")


def test_inside_a_transaction_another_actor_is_told_at_once_and_taken_back() -> None:
    first, second = uuid4(), uuid4()
    with acting_as(first):
        with acting_as(second):
            assert _one("select current_setting('app.actor')") == str(second)
        assert _one("select current_setting('app.actor')") == str(first)


def test_what_failed_is_not_hidden_by_saying_who_acts_next() -> None:
    zero = pytest.raises(DatabaseError, match="division by zero")
    with zero, transaction.atomic(), acting_as(uuid4()), connection.cursor() as cursor:
        cursor.execute("select 1 / 0")


def test_the_owner_is_not_taken_inside_a_transaction() -> None:
    with (
        transaction.atomic(),
        pytest.raises(RuntimeError, match="inside a transaction"),
        as_owner(connection),
    ):
        pass


@pytest.mark.parametrize(
    "sql", ["update audit_entry set deed = 'x'", "delete from audit_entry", "truncate audit_entry cascade"]
)
def test_an_audit_row_cannot_be_changed_or_taken_away(sql: str) -> None:
    person = ensure_system_account("tester", "Tester")
    record(by=person, deed="accounts.test", subject="user", subject_id=person.pk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.filter(deed="accounts.test").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_owner_cannot_change_an_audit_row_either() -> None:
    person = ensure_system_account("tester", "Tester")
    with transaction.atomic():
        record(by=person, deed="accounts.test", subject="user", subject_id=person.pk)
    with (
        as_owner(connection),
        pytest.raises(DatabaseError, match="append-only"),
        connection.cursor() as cursor,
    ):
        cursor.execute("update audit_entry set deed = 'x'")


def test_a_day_is_kept_as_the_civil_date_that_was_given() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select %s::date", [date(2026, 3, 29)])
        assert cursor.fetchone()[0] == date(2026, 3, 29)
