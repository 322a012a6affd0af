"""Who came by a link reads no document that is kept closely, and none of another service's: the database says so too.

The policy narrows what the others show. The service is asked of the link's own request, as far as the link sees it.
"""

from django.db import migrations

from goldenthread.database.policies import LOGINS

NARROWED = """
create policy documents_document_by_link on documents_document as restrictive for select to %s using (
    (select app_link()) is null
    or classification in ('ordinary', 'confidential') and (service_id is null or service_id = (
        select a.service_id from advice_answerlink l join advice_advicerequest a on a.id = l.advice_id
        where l.id = (select app_link()))))
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_withdrawn"), ("advice", "0010_lists_secured")]
    operations = [
        migrations.RunSQL(
            LOGINS.format(execute=f"execute format($policy${NARROWED}$policy$, coalesce(logins, 'public'));"),
            "drop policy documents_document_by_link on documents_document",
        ),
    ]
