"""A carer's row is seen by whom role and ground open the household to, and no closer kept than they may see.

Until now it was enough that some role opened households and that something led to the child: a relation that was limited
to other parts, and a class that is closer kept, were held by the queries alone. `rules.access` says the same in Python.
"""

from django.db import migrations

from goldenthread.database.access_functions import EVERYWHERE, NOBODY, definer
from goldenthread.database.policies import OPENING_PARTY, PARTY_LASTS

CEILING = """
alter table access_role add column if not exists ceiling text not null default 'ordinary';
create or replace view app_held with (security_invoker) as
    select r.role, r.reach, r.permissions, r.sections, m.organisation_id, m.service_id, r.ceiling
    from accounts_membership m
    join accounts_user u on u.id = m.user_id and u.is_active
    join access_role r on r.role = m.role
    where m.user_id = app_actor() and (m.ends_on is null or m.ends_on >= london_today());
"""
RANK = "array_position(array['ordinary', 'confidential', 'safeguarding', 'sealed'], {}::text)"
OPENING = "".join(
    [
        definer(
            "app_areas_opening(section text)",
            "uuid[]",
            """select array(
                select distinct p.area_id from app_held h
                join directory_areaorganisation p on p.organisation_id = h.organisation_id
                where h.reach = 'area' and 'read_cases' = any (h.permissions) and section = any (h.sections))""",
            for_system=EVERYWHERE,
        ),
        definer(
            "app_parties_opening(section text)",
            "uuid[]",
            """select array(
                select app_actor() from app_held h
                where 'read_cases' = any (h.permissions) and section = any (h.sections)
                union
                select h.organisation_id from app_held h join directory_organisation o on o.id = h.organisation_id
                where 'read_cases' = any (h.permissions) and section = any (h.sections)
                  and (h.reach = 'council' or h.reach = 'relation' and o.kind <> 'council')
                union
                select h.service_id from app_held h where h.reach = 'service' and section = any (h.sections)
                union
                select s.id from app_held h join directory_service s on s.provider_id = h.organisation_id
                where h.reach = 'provider' and section = any (h.sections))""",
            for_system=NOBODY,
        ),
        definer(
            "app_ceiling(section text)",
            "integer",
            f"""select coalesce(max({RANK.format("h.ceiling")}), 0) from app_held h
                where section = any (h.sections)""",  # noqa: S608 (text of our own)
            for_system="4",
        ),
    ]
)
LED = OPENING_PARTY.format(child="people_carer.child_id", lasts=PARTY_LASTS, section="household", closely="")
LED_CLOSELY = OPENING_PARTY.format(
    child="people_carer.child_id",
    lasts=PARTY_LASTS,
    section="household",
    closely="and r.basis in ('safeguarding', 'court-order')",
)
OF_THE_HOUSEHOLD = f"""
coalesce((select true from people_child c where c.id = people_carer.child_id limit 1), false)
and (people_carer.area_id = any ((select app_areas_opening('household'))::uuid[]) or {LED})
and (account_id = (select app_actor())
     or not (select app_is_of_a_family()) and child_id <> all ((select app_own_children())::uuid[])
        and ({RANK.format("classification")} <= (select app_ceiling('household')) or {LED_CLOSELY}))
and not coalesce((select true from cases_case c where c.child_id = people_carer.child_id
                  and c.id = any ((select app_denied('household'))::uuid[]) limit 1), false)
"""  # noqa: S608 (text of our own)


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_ask_on"), ("advice", "0008_links_secured")]
    operations = [
        migrations.RunSQL(CEILING + OPENING, migrations.RunSQL.noop),
        migrations.RunSQL(
            f"alter policy people_carer_seen on people_carer using ({OF_THE_HOUSEHOLD})",
            migrations.RunSQL.noop,
        ),
    ]
