"""What the policies ask the database: who acts, which areas and parties they have, whom a restriction keeps out.

They read memberships with their dates at each query, so a leaver sees nothing more from the next one on. What the
roles allow stands in `access_role`, which `migrate` fills from `rules.access`.
"""

from __future__ import annotations

from django.db import migrations

from goldenthread.database.acting import SYSTEM_PREFIX

WHO = f"""
create function app_actor() returns uuid language sql stable as
    $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
create function app_is_system() returns boolean language sql stable as
    $$ select coalesce(current_setting('app.actor', true) like '{SYSTEM_PREFIX}%', false) $$;
create function london_today() returns date language sql stable as
    $$ select (now() at time zone 'Europe/London')::date $$;
create table access_role (
    role text primary key, reach text not null, permissions text[] not null, sections text[] not null
);
create view app_held with (security_invoker) as
    select r.role, r.reach, r.permissions, r.sections, m.organisation_id, m.service_id
    from accounts_membership m
    join accounts_user u on u.id = m.user_id and u.is_active
    join access_role r on r.role = m.role
    where m.user_id = app_actor() and (m.ends_on is null or m.ends_on >= london_today());
"""  # noqa: S608 (text of our own)


def definer(head: str, returns: str, answer: str, *, for_system: str = "") -> str:
    """A function that answers past the policies, as the owner; system accounts get `for_system` instead.

    Those that do are on a list that a test holds: tests/house/test_row_level_security.py.
    """
    system = f"if app_is_system() then return {for_system}; end if;" if for_system else ""
    return f"""
    create function {head} returns {returns} language plpgsql stable security definer
        set search_path = public, pg_temp as $$
    #variable_conflict use_column
    declare answer {returns}; before text := coalesce(current_setting('app.migrating', true), '');
    begin
        {system}
        perform set_config('app.migrating', 'on', true);
        answer := ({answer});
        perform set_config('app.migrating', before, true);
        return answer;
    end $$;
    """


EVERYWHERE = "array(select id from directory_area)"
NOBODY = "'{}'::uuid[]"
WHERE = "".join(
    [
        definer(
            "app_areas(wanted text)",
            "uuid[]",
            """select array(
                select distinct p.area_id from app_held h
                join directory_areaorganisation p on p.organisation_id = h.organisation_id
                where wanted = any (h.permissions) and h.reach in ('area', 'none'))""",
            for_system=EVERYWHERE,
        ),
        definer(
            "app_reached()",
            "uuid[]",
            """select array(
                select p.area_id from app_held h
                join directory_areaorganisation p on p.organisation_id = h.organisation_id
                where h.service_id is null
                union
                select s.area_id from app_held h join directory_service s on s.id = h.service_id
                union
                select s.area_id from app_held h join directory_service s on s.provider_id = h.organisation_id
                where h.reach = 'provider')""",
            for_system=EVERYWHERE,
        ),
        definer(
            "app_parties()",
            "uuid[]",
            """select array(
                select app_actor() from app_held h where 'read_cases' = any (h.permissions)
                union
                select h.organisation_id from app_held h join directory_organisation o on o.id = h.organisation_id
                where 'read_cases' = any (h.permissions)
                  and (h.reach = 'council' or h.reach = 'relation' and o.kind <> 'council')
                union
                select h.service_id from app_held h where h.reach = 'service'
                union
                select s.id from app_held h join directory_service s on s.provider_id = h.organisation_id
                where h.reach = 'provider')""",
            for_system=NOBODY,
        ),
        definer(
            "app_is_of_a_family()",
            "boolean",
            "not exists (select from app_held h where h.organisation_id is not null)",
            for_system="false",
        ),
        definer(
            "app_opens(section text)",
            "boolean",
            "exists (select from app_held h where section = any (h.sections))",
            for_system="true",
        ),
    ]
)
DENIED = "".join(
    [
        definer(
            "app_denied_to(person uuid, part text)",
            "uuid[]",
            """select array(
                select r.case_id from cases_restriction r
                where r.section in ('', part) and r.lifted_at is null
                  and (r.ends_on is null or r.ends_on >= london_today())
                  and (r.person_id = person or r.person_id is null and not exists (
                      select from cases_relation l
                      where l.case_id = r.case_id and l.person_id = person and l.names
                        and l.starts_on <= london_today() and (l.ends_on is null or l.ends_on >= london_today())
                        and (l.open_until is null or l.open_until > statement_timestamp()))))
            """,
        ),
        definer(
            "app_denied_children()",
            "uuid[]",
            "select array(select c.child_id from cases_case c where c.id = any (app_denied_to(app_actor(), 'child')))",
            for_system=NOBODY,
        ),
        """
        create function app_denied(section text) returns uuid[] language sql stable as $$
            select case when app_is_system() then '{}'::uuid[] else app_denied_to(app_actor(), section) end
        $$;
        """,
    ]
)

COUNCIL = "insert into cases_party (area_id, case_id, party) select distinct area_id, case_id, council_id from written"
SERVICE = "insert into cases_party (area_id, case_id, party) select distinct area_id, case_id, service_id from written"
RELATION = """
insert into cases_party (area_id, case_id, party, relation_id, starts_on, ends_on, open_until, is_emergency)
select area_id, case_id, coalesce(person_id, organisation_id), id, starts_on, ends_on, open_until, basis = 'emergency'
from written
"""
AGAIN = """
on conflict (case_id, party, relation_id) do update
set starts_on = excluded.starts_on, ends_on = excluded.ends_on, open_until = excluded.open_until
"""


def keeper(name: str, statement: str) -> str:
    """A trigger's function that writes parties as the owner, whoever's row called for it."""
    return f"""
    create function {name}() returns trigger language plpgsql security definer
        set search_path = public, pg_temp as $$
    declare before text := coalesce(current_setting('app.migrating', true), '');
    begin
        perform set_config('app.migrating', 'on', true);
        {statement};
        perform set_config('app.migrating', before, true);
        return null;
    end $$;
    """


PARTIES = "".join(
    [
        keeper("keep_council_party", f"{COUNCIL} on conflict do nothing"),
        keeper("keep_service_party", f"{SERVICE} on conflict do nothing"),
        keeper("keep_relation_party", f"{RELATION} {AGAIN}"),
    ]
)


def kept_as_party(table: str, function: str, *, also_update: bool = False) -> migrations.RunSQL:
    """Whoever a new row of this table names becomes a party of its case, in the same statement."""
    triggers = [f"create trigger {table}_party after insert on {table} referencing new table as written "]
    if also_update:
        triggers.append(
            f"create trigger {table}_party_again after update on {table} referencing new table as written "
        )
    return migrations.RunSQL(
        "".join(f"{each} for each statement execute function {function}();" for each in triggers),
        f"drop trigger {table}_party on {table}",
    )


def already_parties(table: str, column: str) -> migrations.RunSQL:
    """Whoever the rows of an older database name becomes a party of their cases, once."""
    return migrations.RunSQL(
        f"""
        set local app.migrating = 'on';
        insert into cases_party (area_id, case_id, party)
            select distinct area_id, case_id, {column} from {table} on conflict do nothing;
        set local app.migrating = '';
        set constraints all immediate;
        """,  # noqa: S608 (names of our own)
        migrations.RunSQL.noop,
    )
