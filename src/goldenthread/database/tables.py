"""What migrations need: append-only tables and the application's grants."""

from __future__ import annotations

from django.db import migrations

REFUSE_CHANGES = """
create or replace function refuse_changes() returns trigger language plpgsql as $$
begin
    if current_setting('app.migrating', true) = 'on' and current_user = (
        select tableowner from pg_tables where schemaname = tg_table_schema and tablename = tg_table_name
    ) then
        return null;
    end if;
    raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'insufficient_privilege';
end $$;
"""


def append_only(table: str) -> migrations.RunSQL:
    """The operation that makes a table refuse update, delete and truncate, whoever asks."""
    return migrations.RunSQL(
        f"""
        {REFUSE_CHANGES}
        create trigger {table}_append_only before update or delete or truncate on {table}
            for each statement execute function refuse_changes();
        """,
        f"drop trigger {table}_append_only on {table}",
    )


COUNT_VERSIONS = """
create or replace function count_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    return new;
end $$;
"""


def versioned(table: str) -> migrations.RunSQL:
    """The operation that counts each change of a row in its column `version`, whoever makes it and however."""
    return migrations.RunSQL(
        f"""
        {COUNT_VERSIONS}
        create trigger {table}_version before update on {table}
            for each row when (old.* is distinct from new.*) execute function count_version();
        """,
        f"drop trigger {table}_version on {table}",
    )


GRANT_SCHEMA = """
do $$ declare login text; begin
    foreach login in array array['gt_app', 'gt_worker'] loop
        if exists (select from pg_roles where rolname = login) then
            execute format('grant usage on schema public to %I', login);
            execute format('grant select, insert, update, delete on all tables in schema public to %I', login);
            execute format('grant usage, select on all sequences in schema public to %I', login);
            execute format('alter default privileges in schema public
                            grant select, insert, update, delete on tables to %I', login);
            execute format('alter default privileges in schema public
                            grant usage, select on sequences to %I', login);
        end if;
    end loop;
end $$;
"""


def grant_to_application(connection: object) -> None:
    """The application's logins may read and write the rows of what is and of what will be made; they own nothing."""
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(GRANT_SCHEMA)
