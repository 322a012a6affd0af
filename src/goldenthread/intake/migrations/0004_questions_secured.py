"""A question is read by its case's people to whom what staff write is open, within one area."""

from django.db import migrations

from goldenthread.database.policies import in_one_area, of_a_case, opened, secured


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_questions")]
    operations = [
        in_one_area("intake_question", "case_id", "cases_case"),
        in_one_area("intake_question", "request_id", "intake_request"),
        in_one_area("intake_question", "to_service_id", "directory_service"),
        in_one_area("intake_question", "from_service_id", "directory_service"),
        secured(
            "intake_question",
            using=f"({of_a_case('intake_question.case_id', 'remarks')}) and {opened('remarks')}",
        ),
    ]
