"""The machine's health: alive, ready, whole, and of which version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from goldenthread.config.health.invariants import INVARIANTS, UNSEALED, breaches
from goldenthread.deadlines import actions as deadlines
from goldenthread.deadlines.snapshot import refresh
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.recovery.actions import restore

pytestmark = pytest.mark.django_db

TOKEN = "Quay-lantern-heron-Zennor"
DAY = date(2026, 11, 2)

# What breaks each invariant, in rows that a lived story has.
BREAKING = {
    "a request was received": "update intake_request set id = gen_random_uuid()",
    "what a service was asked was sought": "update advice_advicerequest set id = gen_random_uuid()",
    "advice that was sought has its clock, or its case waits to be reckoned": "delete from deadlines_deadline",
    "a child can be found by name": "update people_child set search_name = ''",
}


def test_the_process_says_that_it_lives_without_the_database(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "__init__", _fails)
    assert client.get("/health/live").content == b"live\n"


def test_it_is_ready_when_every_table_is_there(client: Client) -> None:
    assert client.get("/health/ready").content == b"ready\n"


def _fails(*_: object) -> None:
    raise DatabaseError("connection refused by 10.0.0.7")


def test_it_is_not_ready_without_the_database_and_says_so_without_its_address(
    client: Client, monkeypatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "__init__", _fails)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert b"the database does not answer" in answer.content
    assert b"10.0.0.7" not in answer.content


def test_it_is_not_ready_before_the_tables_are_brought_up_to_date(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one to go"])
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert b"goldenthread manage migrate" in answer.content


def test_it_is_not_ready_in_production_before_its_style_sheets_are_gathered(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.PRODUCTION, settings.STATIC_ROOT = True, str(tmp_path)
    answer = client.get("/health/ready")
    assert (answer.status_code, b"manage collectstatic" in answer.content) == (503, True)
    (tmp_path / "staticfiles.json").write_text("{}")
    assert client.get("/health/ready").status_code == 200


@pytest.fixture
def asked(client: Client, settings: Any, today: date) -> Callable[[], Any]:
    """`asked()` is what the machine that watches is told."""
    settings.HEALTH_TOKEN = TOKEN
    return lambda: client.get("/health/deep", headers={"authorization": f"Bearer {TOKEN}"})


def test_a_record_that_is_whole_is_said_to_be(asked: Callable[[], Any], cast: Cast, story: Story) -> None:
    story.given_advice_is_sought(DAY, "SLT", "OT")
    deadlines.tick(by=cast.tick, on=date(2026, 11, 22))
    answer = asked()
    assert answer.json()["checks"] == dict.fromkeys(answer.json()["checks"], "well")
    assert (answer.status_code, answer.json()["is_well"]) == (200, True)
    assert {invariant.name for invariant in INVARIANTS} < set(answer.json()["checks"])


def test_a_tick_that_has_stopped_is_an_alarm(asked: Callable[[], Any], story: Story) -> None:
    story.given_advice_is_sought(date(2026, 9, 1), "SLT")
    answer = asked()
    assert answer.status_code == 503
    assert answer.json()["checks"]["the tick runs every day"] == "1 steps or reminders were not raised"


def test_a_restore_that_nobody_compared_is_an_alarm(asked: Callable[[], Any], cast: Cast) -> None:
    restore(
        lost_after=datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
        checkpoint=None,
        newest=None,
        by=cast.tick,
        on=DAY,
    )
    assert "Nothing is sent" in asked().json()["checks"]["no restore waits to be compared"]


@pytest.mark.parametrize("name", BREAKING)
def test_a_row_that_breaks_an_invariant_is_counted_and_not_shown(
    asked: Callable[[], Any], story: Story, name: str
) -> None:
    (sought,) = story.given_advice_is_sought(DAY, "SLT")
    refresh()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BREAKING[name])
        answer = asked()
        transaction.set_rollback(True)
    assert answer.status_code == 503
    assert answer.json()["checks"][name] == "1 rows break it"
    assert str(sought.case_id) not in answer.content.decode()


def test_a_case_of_another_area_than_its_child_s_is_found(story: Story) -> None:
    """Broken in a table of the same name that hides the real one: the real one's keys allow no such row."""
    story.given_a_request(DAY)
    with connection.cursor() as cursor:
        cursor.execute("create temp table cases_case on commit drop as select * from cases_case")
        cursor.execute("update cases_case set area_id = gen_random_uuid()")
        broken = {invariant.name for invariant in INVARIANTS if breaches(invariant)}
        cursor.execute("drop table pg_temp.cases_case")
    assert broken == {
        "a case stands in its child's area",
        "a fact stands in its case's area",
        "a request stands in its case's area",
    }


def test_an_audit_that_nobody_seals_any_more_is_an_alarm_in_production(
    asked: Callable[[], Any], story: Story, settings: Any
) -> None:
    story.given_a_child()
    assert UNSEALED.name not in asked().json()["checks"]
    settings.PRODUCTION, settings.STATIC_ROOT = True, "nowhere"
    assert asked().json()["checks"][UNSEALED.name] == "well"
    with connection.cursor() as cursor:
        cursor.execute("select * from audit_entry limit 1")
        names = [column.name for column in cursor.description]
        told = ", ".join("now() - interval '1 hour'" if name == "recorded_at" else name for name in names[1:])
        cursor.execute(
            f"insert into audit_entry ({', '.join(names)}) select gen_random_uuid(), {told} from audit_entry limit 1"
        )
    assert asked().json()["checks"][UNSEALED.name] == "1 rows break it"


def test_a_check_that_the_database_refuses_is_a_failed_one(
    asked: Callable[[], Any], monkeypatch: Any
) -> None:
    monkeypatch.setattr("goldenthread.config.health.checks.overlooked", _fails)
    answer = asked()
    assert answer.status_code == 503
    assert "the database refused with DatabaseError" in answer.content.decode()
    assert "10.0.0.7" not in answer.content.decode()


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", TOKEN])
def test_who_shows_another_token_has_to_sign_in(client: Client, settings: Any, shown: str) -> None:
    settings.HEALTH_TOKEN = TOKEN
    assert client.get("/health/deep", headers={"authorization": shown}).status_code == 302


def test_without_a_token_in_the_settings_none_opens(client: Client, settings: Any, cast: Cast) -> None:
    settings.HEALTH_TOKEN = ""
    assert client.get("/health/deep", headers={"authorization": "Bearer "}).status_code == 302
    client.force_login(cast.spoc)
    assert client.get("/health/deep").status_code == 403


def test_the_version_says_nothing_but_itself_and_its_commit(client: Client) -> None:
    told = client.get("/version").json()
    assert set(told) == {"version", "commit"}
    assert told["version"][0].isdigit()
    assert len(told["commit"]) >= 7
