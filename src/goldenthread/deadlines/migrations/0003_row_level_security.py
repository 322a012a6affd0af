"""A clock is seen by its case's people."""

from django.db import migrations

from goldenthread.database.policies import in_one_area, of_a_case, secured


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_awaited"), ("advice", "0002_row_level_security")]
    operations = [
        in_one_area("deadlines_deadline", "case_id", "cases_case"),
        in_one_area("deadlines_deadline", "service_id", "directory_service"),
        in_one_area("deadlines_awaited", "case_id", "cases_case"),
        in_one_area("deadlines_awaited", "request_id", "intake_request"),
        secured("deadlines_deadline", using=of_a_case("deadlines_deadline.case_id", "advice")),
        secured("deadlines_awaited", using=of_a_case("deadlines_awaited.case_id", "requests")),
    ]
