"""Whoever is of a child's family sees their own household there, whatever work they do besides: the other's never."""

from django.db import migrations

from goldenthread.database.access_functions import definer
from goldenthread.database.policies import opened

OWN_CHILDREN = definer(
    "app_own_children()",
    "uuid[]",
    """select array(
        select c.child_id from cases_relation l join cases_case c on c.id = l.case_id
        where l.person_id = app_actor() and l.basis in ('parental-responsibility', 'young-person')
        union
        select r.child_id from people_carer r where r.account_id = app_actor())""",
    for_system="'{}'::uuid[]",
)
OF_THE_HOUSEHOLD = f"""
coalesce((select true from people_child c where c.id = people_carer.child_id limit 1), false)
and {opened("household")}
and (account_id = (select app_actor())
     or not (select app_is_of_a_family()) and child_id <> all ((select app_own_children())::uuid[]))
and not coalesce((select true from cases_case c where c.child_id = people_carer.child_id
                  and c.id = any ((select app_denied('household'))::uuid[]) limit 1), false)
"""  # noqa: S608 (text of our own)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_relations_of_one_area"), ("people", "0004_version_of_its_own")]
    operations = [
        migrations.RunSQL(OWN_CHILDREN, "drop function app_own_children()"),
        migrations.RunSQL(
            f"alter policy people_carer_seen on people_carer using ({OF_THE_HOUSEHOLD})",
            migrations.RunSQL.noop,
        ),
    ]
