"""The catalogue of the database itself: which tables are secured, what goes past a policy, what the application owns.

A new table, view, function or grant that opens a way past the policies fails here, before any data are in it (A05–A08).
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from goldenthread.database.acting import acting_as
from goldenthread.demo.stories import Story

pytestmark = pytest.mark.django_db

HELD = "('area_id', 'case_id', 'child_id')"
PAST_THE_POLICIES = {
    "app_areas", "app_reached", "app_parties", "app_is_of_a_family", "app_opens", "app_denied_to",
    "app_denied_children", "app_own_children", "app_is_any_marked",
    "app_areas_opening", "app_parties_opening", "app_ceiling",
    "app_link_case", "keep_council_party", "keep_service_party", "keep_relation_party", "keep_link_party",
    "mark_cases_of_the_born",
}  # fmt: skip
"""The functions that answer or write as the owner; each was read by a second person. Add one only after that."""

SECURED = f"""
select c.relname, c.relrowsecurity and c.relforcerowsecurity
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p') and exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname in {HELD} and not a.attisdropped)
"""
ONE_AREA = """
select c.conrelid::regclass::text, c.conname from pg_constraint c
where c.contype = 'f' and c.connamespace = 'public'::regnamespace
  and exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'area_id')
  and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'area_id')
  and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'area_id'
                  and a.attnum = any (c.conkey))
"""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _names(sql: str) -> set[object]:
    return {row[0] for row in _rows(sql)}


def test_each_table_about_an_area_a_case_or_a_child_is_secured_also_against_its_owner() -> None:
    tables = dict(_rows(SECURED))
    assert {name for name, is_secured in tables.items() if not is_secured} == set()
    assert len(tables) > 18


def test_each_of_them_says_what_is_seen_and_what_may_be_written() -> None:
    told = """
        select tablename from pg_policies where schemaname = 'public' and permissive = 'PERMISSIVE' and cmd = 'ALL'
          and qual is not null and with_check is not null and 'gt_app' = any (roles)
    """
    assert {name for name, _ in _rows(SECURED)} - _names(told) == set()
    assert _names("select tablename from pg_policies where qual = 'true' or with_check = 'true'") == set()


def test_no_view_shows_rows_past_the_policies() -> None:
    views = """
        select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and (c.relkind = 'm'
            or c.relkind = 'v' and not coalesce(c.reloptions::text like '%security_invoker=true%', false)
            and not coalesce(c.reloptions::text like '%security_invoker=on%', false))
    """
    assert _names(views) == set()


def test_only_the_functions_on_the_list_go_past_the_policies() -> None:
    definers = "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
    assert _names(definers) == PAST_THE_POLICIES
    loose = definers + " and not coalesce(proconfig::text like '%search_path=public, pg_temp%', false)"
    assert _names(loose) == set()


def test_the_application_may_not_empty_a_table_nor_hang_a_trigger_on_one() -> None:
    granted = """
        select table_name || ' ' || privilege_type from information_schema.role_table_grants
        where table_schema = 'public' and grantee in ('gt_app', 'gt_worker', 'PUBLIC')
          and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
    """
    assert _names(granted) == set()
    assert _rows("select has_schema_privilege('gt_app', 'public', 'create')") == [(False,)]


def test_each_key_between_two_tables_of_areas_holds_both_in_one_area() -> None:
    plain = {(table, key) for table, key in _rows(ONE_AREA)}
    assert plain == set()


def test_who_is_nobody_sees_no_row_of_any_of_them(story: Story) -> None:
    story.given_advice_is_sought(date(2026, 11, 2), "SLT")
    with acting_as(None):
        for table in {str(name) for name, _ in _rows(SECURED)}:
            assert _rows(f"select count(*) from {table}") == [(0,)], table
