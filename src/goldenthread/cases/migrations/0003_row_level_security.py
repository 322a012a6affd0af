"""A case, its timeline, its child and carers are seen by its area's people and its parties, but for restrictions."""

from django.db import migrations

from goldenthread.database.access_functions import DENIED, PARTIES, definer, kept_as_party
from goldenthread.database.policies import (
    REACHED,
    WHOLE_AREA,
    in_one_area,
    of_a_case,
    opened,
    secured,
    written_only_by_triggers,
)

OF_THE_CHILD = f"""
({WHOLE_AREA} or coalesce((select true from cases_case c where c.child_id = people_child.id limit 1), false))
and id <> all ((select app_denied_children())::uuid[])
"""  # noqa: S608 (text of our own)
OF_THE_HOUSEHOLD = f"""
coalesce((select true from people_child c where c.id = people_carer.child_id limit 1), false)
and {opened("household")} and (account_id = (select app_actor()) or not (select app_is_of_a_family()))
and not coalesce((select true from cases_case c where c.child_id = people_carer.child_id
                  and c.id = any ((select app_denied('household'))::uuid[]) limit 1), false)
"""  # noqa: S608 (text of our own)
REVIEWED = "area_id = any ((select app_areas('review_emergency'))::uuid[])"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_who_acts"),
        ("directory", "0002_row_level_security"),
        ("people", "0003_access"),
        ("cases", "0002_access"),
    ]
    operations = [
        in_one_area("cases_case", "child_id", "people_child"),
        in_one_area("people_carer", "child_id", "people_child"),
        *(
            in_one_area(f"cases_{table}", "case_id", "cases_case")
            for table in ("fact", "remark", "relation", "restriction", "party", "emergency")
        ),
        in_one_area("cases_fact", "corrects_id", "cases_fact"),
        in_one_area("cases_remark", "fact_id", "cases_fact"),
        migrations.RunSQL(DENIED + PARTIES, migrations.RunSQL.noop),
        migrations.RunSQL(
            definer("app_is_any_marked()", "boolean", "exists (select from cases_case where is_marked)"),
            migrations.RunSQL.noop,
        ),
        kept_as_party("cases_relation", "keep_relation_party", also_update=True),
        written_only_by_triggers("cases_party"),
        secured("cases_party", using=f"party = any ((select app_parties())::uuid[]) or {WHOLE_AREA}"),
        secured("cases_case", using=of_a_case("cases_case.id")),
        secured("cases_fact", using=of_a_case("cases_fact.case_id")),
        secured(
            "cases_remark", using=f"({of_a_case('cases_remark.case_id', 'remarks')}) and {opened('remarks')}"
        ),
        secured("cases_relation", using=of_a_case("cases_relation.case_id")),
        secured("cases_restriction", using=of_a_case("cases_restriction.case_id"), check=REACHED),
        secured("cases_emergency", using=REVIEWED),
        secured("people_child", using=OF_THE_CHILD),
        secured("people_carer", using=OF_THE_HOUSEHOLD),
    ]
