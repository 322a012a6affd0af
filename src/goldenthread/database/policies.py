"""Row-level security: the second line behind the queries' own filters, and keys that cannot point across areas.

Every table that holds an area, a case or a child is secured, also against its owner (FORCE). A policy is built so
that PostgreSQL asks who the actor is once a query, then probes one index a row: never a hashed list that grows with
a person's cases. Limit: the application sets the actor itself, so this guards against a forgotten filter, not
against someone who runs SQL of their own on the application's connection.
"""

from __future__ import annotations

from django.db import migrations

OWNER_MIGRATES = "current_setting('app.migrating', true) = 'on'"

PARTY_LASTS = """
(p.starts_on is null or p.starts_on <= london_today())
            and (p.ends_on is null or p.ends_on >= london_today())
            and (p.open_until is null or p.open_until > statement_timestamp())
""".strip()
PARTY = f"""
coalesce((select true from cases_party p
          where p.case_id = {{case}} and p.party = any ((select app_parties())::uuid[])
            and {PARTY_LASTS}
          limit 1), false)
"""  # noqa: S608 (text of our own)
OPENING_PARTY = """
coalesce((select true from cases_case c join cases_party p on p.case_id = c.id
          left join cases_relation r on r.id = p.relation_id
          where c.child_id = {child} and p.party = any ((select app_parties_opening('{section}'))::uuid[])
            and {lasts}
            and (p.relation_id is null or r.sections @> '["child", "{section}"]'::jsonb) {closely}
          limit 1), false)
"""
"""Of a child's row: some case leads there by a party's role, or by a relation that opens the section."""
WHOLE_AREA = "area_id = any ((select app_areas('read_cases'))::uuid[])"
REACHED = "area_id = any ((select app_reached())::uuid[])"


def of_a_case(case: str, section: str = "") -> str:
    """Who may see a row of a case: its area's or its parties' people, but whom a restriction keeps out.

    `case` is the qualified column that holds the case's id, such as "cases_fact.case_id".
    """
    kept_out = f"{case} <> all ((select app_denied('{section}'))::uuid[])"
    return f"({WHOLE_AREA} or {PARTY.format(case=case)}) and {kept_out}"


def opened(section: str) -> str:
    """That some role of the actor opens this part of a record."""
    return f"(select app_opens('{section}'))"


LOGINS = """
do $$ declare logins text := (
    select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname in ('gt_app', 'gt_worker')
); begin
    {execute}
end $$;
"""


def secured(table: str, *, using: str, check: str = REACHED) -> migrations.RunSQL:
    """Switch a table's security on: `using` says which rows are seen and touched, `check` which may be written.

    The policy is the application's logins'. The owner has one of its own, for a migration and for the functions that
    the policies ask: under the same one they would ask each other for ever.
    """
    policy = f"create policy {table}_seen on {table} to %s using ({using}) with check ({check})"
    execute = f"execute format($policy${policy}$policy$, coalesce(logins, 'public'));"
    return migrations.RunSQL(
        f"""
        alter table {table} enable row level security, force row level security;
        {LOGINS.format(execute=execute)}
        create policy {table}_migrated on {table} to current_user
            using ({OWNER_MIGRATES}) with check ({OWNER_MIGRATES});
        """,
        f"""
        drop policy {table}_seen on {table};
        drop policy {table}_migrated on {table};
        alter table {table} no force row level security, disable row level security;
        """,
    )


def written_only_by_triggers(table: str) -> migrations.RunSQL:
    """The application reads this table; only the owner's triggers write it."""
    return migrations.RunSQL(
        f"""
        do $$ declare login text; begin
            foreach login in array array['gt_app', 'gt_worker'] loop
                if exists (select from pg_roles where rolname = login) then
                    execute format('revoke insert, update, delete on {table} from %I', login);
                end if;
            end loop;
        end $$;
        """,  # noqa: S608 (names of our own)
        migrations.RunSQL.noop,
    )


DROP_PLAIN_KEYS = """
do $$ declare key name; begin
    for key in
        select c.conname from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
        where c.contype = 'f' and c.conrelid = '{table}'::regclass and a.attname in ('{column}', 'area_id')
    loop
        execute format('alter table {table} drop constraint %I', key);
    end loop;
end $$;
"""


def in_one_area(table: str, column: str, target: str) -> migrations.RunSQL:
    """The key `table.column` → `target` can only point within one area.

    It stands for the plain key, and for the row's own key to its area, which the target's holds already.
    """
    unique, key = f"{target}_of_an_area", f"{table}_{column}_in_one_area"
    return migrations.RunSQL(
        f"""
        do $$ begin
            if not exists (select from pg_constraint where conname = '{unique}') then
                alter table {target} add constraint {unique} unique (id, area_id);
            end if;
        end $$;
        {DROP_PLAIN_KEYS.format(table=table, column=column)}
        alter table {table} add constraint {key} foreign key ({column}, area_id)
            references {target} (id, area_id) deferrable initially deferred;
        """,
        migrations.RunSQL.noop,
    )
