"""A case's document is seen by whom its section is open to; the library by whoever works for the area."""

from django.db import migrations

from goldenthread.database.policies import REACHED, in_one_area, of_a_case, secured

OF_THE_CASE = f"""
case_id is not null and
({of_a_case("documents_document.case_id")})
and documents_document.case_id <> all ((select app_denied(documents_document.section))::uuid[])
and (select app_opens(documents_document.section))
and (documents_document.section <> 'household' or not (select app_is_of_a_family()) and not coalesce((
    select true from cases_case c where c.id = documents_document.case_id
    and c.child_id = any ((select app_own_children())::uuid[]) limit 1), false))
"""  # noqa: S608 (text of our own)
SHARED = f"case_id is null and {REACHED}"
OF_THE_DOCUMENT = """
coalesce((select true from documents_document d where d.id = documents_version.document_id limit 1), false)
"""
ITS_AREA = """
alter table documents_document add constraint documents_document_of_an_existing_area
    foreign key (area_id) references directory_area (id) deferrable initially deferred
"""  # a library's document has no case whose key would hold its area


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("cases", "0005_own_household")]
    operations = [
        in_one_area("documents_document", "case_id", "cases_case"),
        in_one_area("documents_document", "service_id", "directory_service"),
        migrations.RunSQL(ITS_AREA, migrations.RunSQL.noop),
        in_one_area("documents_version", "document_id", "documents_document"),
        secured("documents_document", using=f"{SHARED} or {OF_THE_CASE}"),
        secured("documents_version", using=OF_THE_DOCUMENT),
    ]
