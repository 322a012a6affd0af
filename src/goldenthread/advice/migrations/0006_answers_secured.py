"""Advice and its draft are seen by their case's people. What was handed in is never changed, and is not "not known"."""

from django.db import migrations

from goldenthread.database.policies import in_one_area, of_a_case, secured
from goldenthread.database.tables import append_only, versioned

SAYS_NOTHING = (
    r"^\W*((the|this) )?((child|young person|pupil|patient|client|cyp) )?((is|was) )?(still )?"
    r"(not (yet )?(known|open)|unknown|nil return|no record|(on )?((a|the|our) )?waiting list|awaiting assessment)"
    r"( (to|of|for|with) ((us|them|him|her)|((the|this|our) )?(service|team|caseload)))?\W*$"
)


class Migration(migrations.Migration):
    dependencies = [("advice", "0005_answers"), ("documents", "0002_row_level_security")]
    operations = [
        *(
            operation
            for table in ("need", "contact", "draft")
            for operation in (
                in_one_area(f"advice_{table}", "case_id", "cases_case"),
                secured(f"advice_{table}", using=of_a_case(f"advice_{table}.case_id", "advice")),
            )
        ),
        in_one_area("advice_need", "report_id", "advice_report"),
        in_one_area("advice_contact", "report_id", "advice_report"),
        in_one_area("advice_report", "document_id", "documents_document"),
        in_one_area("advice_draft", "advice_id", "advice_advicerequest"),
        append_only("advice_need"),
        append_only("advice_contact"),
        versioned("advice_draft"),
        migrations.RunSQL(
            "alter table advice_need add constraint not_known_is_no_need "
            f"check (lower(need) !~ '{SAYS_NOTHING}' and lower(provision) !~ '{SAYS_NOTHING}')",
            "alter table advice_need drop constraint not_known_is_no_need",
        ),
    ]
