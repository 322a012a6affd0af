"""No request ends because a child is not known or waits on a list, whoever writes the row: a page, an import or SQL.

What ends a request, excuses it or corrects either carries one of the law's or the council's reasons and no other words.
"""

from django.db import migrations

REASONS = "'by-council', 'by-family', 'moved-away', 'not-needed', 'double', 'mistake'"
GROUNDS = "'school-closed', 'early-years-closed', 'exceptional-circumstances', 'absent-from-area', 'missed-appointment'"
WORDS = "(not[^a-z]{0,2}(yet[^a-z])?known|unknown|waiting[^a-z]{0,2}list|nil[^a-z]{0,2}return)"
CHECK = f"""
alter table cases_fact add constraint no_request_ends_as_not_known check (
    case
        when kind in ('AdviceWithdrawn', 'RequestWithdrawn') then
            coalesce(details ->> 'reason', '') in ({REASONS}) and details::text !~* '{WORDS}'
        when kind = 'AdviceExcused' then
            coalesce(details ->> 'ground', '') in ({GROUNDS}) and details::text !~* '{WORDS}'
        when kind in ('AdviceRecorded', 'AdviceImported') then details::text !~* '{WORDS}'
        when kind = 'FactCorrected' then
            coalesce(details #>> '{{details,reason}}', '') !~* '{WORDS}'
            and coalesce(details #>> '{{details,ground}}', '') !~* '{WORDS}'
        else true
    end
)
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_not_known_route")]
    operations = [
        migrations.RunSQL(CHECK, "alter table cases_fact drop constraint no_request_ends_as_not_known")
    ]
