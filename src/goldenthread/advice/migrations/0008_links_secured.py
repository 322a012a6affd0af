"""Who came by a link sees its one case, as the service's people would, while the link lives; and nothing else at all.

The account of links is no system account to the policies. `app.link` names the link; what it opens is asked of the
link's own row, so that it ends with it: a party of its case, leave to write in its area, and four parts of a record.
"""

from django.db import migrations

from goldenthread.database.access_functions import definer, keeper, kept_as_party
from goldenthread.database.acting import LINKS, SYSTEM_PREFIX, system_id
from goldenthread.database.policies import in_one_area, of_a_case, secured

ACCOUNT = system_id(LINKS)
LIVE = "l.id = (select app_link()) and l.ended_at is null and l.expires > statement_timestamp()"
WHO = f"""
create function app_link() returns uuid language sql stable as $$
    select nullif(current_setting('app.link', true), '')::uuid where app_actor() = '{ACCOUNT}'
$$;
create or replace function app_is_system() returns boolean language sql stable as $$
    select coalesce(current_setting('app.actor', true) like '{SYSTEM_PREFIX}%'
                    and current_setting('app.actor', true) <> '{ACCOUNT}', false)
$$;
"""
LINK = definer(
    "app_link_case()", "uuid", f"select l.case_id from advice_answerlink l where {LIVE}"  # noqa: S608
)  # fmt: skip
EVERYWHERE = "array(select id from directory_area)"
NOBODY = "'{}'::uuid[]"
REACHED = definer(
    "app_reached()",
    "uuid[]",
    f"""select array(
        select p.area_id from app_held h
        join directory_areaorganisation p on p.organisation_id = h.organisation_id
        where h.service_id is null
        union
        select s.area_id from app_held h join directory_service s on s.id = h.service_id
        union
        select s.area_id from app_held h join directory_service s on s.provider_id = h.organisation_id
        where h.reach = 'provider'
        union
        select l.area_id from advice_answerlink l where {LIVE})""",  # noqa: S608
    for_system=EVERYWHERE,
)
PARTIES = definer(
    "app_parties()",
    "uuid[]",
    f"""select array(
        select app_actor() from app_held h where 'read_cases' = any (h.permissions)
        union
        select h.organisation_id from app_held h join directory_organisation o on o.id = h.organisation_id
        where 'read_cases' = any (h.permissions)
          and (h.reach = 'council' or h.reach = 'relation' and o.kind <> 'council')
        union
        select h.service_id from app_held h where h.reach = 'service'
        union
        select s.id from app_held h join directory_service s on s.provider_id = h.organisation_id
        where h.reach = 'provider'
        union
        select l.id from advice_answerlink l where {LIVE})""",  # noqa: S608
    for_system=NOBODY,
)
OPENS = definer(
    "app_opens(section text)",
    "boolean",
    """exists (select from app_held h where section = any (h.sections))
       or section in ('child', 'requests', 'advice', 'remarks') and app_link_case() is not null""",
    for_system="true",
)
PARTY = keeper(
    "keep_link_party",
    "insert into cases_party (area_id, case_id, party) select area_id, case_id, id from written on conflict do nothing",
)
OF_THE_CASE = """
do $$ declare logins text := (
    select string_agg(quote_ident(rolname), ', ') from pg_roles where rolname in ('gt_app', 'gt_worker')
); begin
    execute format('create policy cases_party_linked on cases_party for select to %s
                    using (case_id = (select app_link_case()))', coalesce(logins, 'public'));
end $$;
"""


def again(function: str) -> str:
    """A function that is there already, with other words."""
    return function.replace("create function", "create or replace function")


class Migration(migrations.Migration):
    dependencies = [("advice", "0007_links"), ("cases", "0010_records_requested")]
    operations = [
        in_one_area("advice_answerlink", "case_id", "cases_case"),
        in_one_area("advice_answerlink", "advice_id", "advice_advicerequest"),
        in_one_area("advice_linkcode", "case_id", "cases_case"),
        in_one_area("advice_linkcode", "link_id", "advice_answerlink"),
        migrations.RunSQL(
            WHO + LINK + "".join(map(again, (REACHED, PARTIES, OPENS))) + PARTY, migrations.RunSQL.noop
        ),
        kept_as_party("advice_answerlink", "keep_link_party"),
        secured("advice_answerlink", using=of_a_case("advice_answerlink.case_id", "advice")),
        secured("advice_linkcode", using=of_a_case("advice_linkcode.case_id", "advice")),
        migrations.RunSQL(OF_THE_CASE, "drop policy cases_party_linked on cases_party"),
    ]
