"""A mail that waits is seen by those who work for the whole area; one that was filed, by its case's people."""

from django.db import migrations

from goldenthread.database.policies import WHOLE_AREA, in_one_area, of_a_case, secured

FILED = of_a_case("inbox_mail.case_id", "requests")
OF_THE_MAIL = "coalesce((select true from inbox_mail m where m.id = inbox_attachment.mail_id limit 1), false)"
ITS_AREA = """
alter table inbox_mail add constraint inbox_mail_of_an_existing_area
    foreign key (area_id) references directory_area (id) deferrable initially deferred
"""  # a mail that waits has no case whose key would hold its area


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0001_initial"),
        ("cases", "0005_own_household"),
        ("documents", "0002_row_level_security"),
    ]
    operations = [
        in_one_area("inbox_thread", "case_id", "cases_case"),
        in_one_area("inbox_thread", "service_id", "directory_service"),
        in_one_area("inbox_mail", "case_id", "cases_case"),
        in_one_area("inbox_mail", "thread_id", "inbox_thread"),
        migrations.RunSQL(ITS_AREA, migrations.RunSQL.noop),
        in_one_area("inbox_attachment", "mail_id", "inbox_mail"),
        in_one_area("inbox_attachment", "document_id", "documents_document"),
        secured("inbox_thread", using=of_a_case("inbox_thread.case_id")),
        secured("inbox_mail", using=f"case_id is null and {WHOLE_AREA} or case_id is not null and {FILED}"),
        secured("inbox_attachment", using=OF_THE_MAIL),
    ]
