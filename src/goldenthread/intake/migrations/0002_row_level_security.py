"""A council's request is seen by its case's people; the council that asks becomes a party of the case."""

from django.db import migrations

from goldenthread.database.access_functions import already_parties, kept_as_party
from goldenthread.database.policies import in_one_area, of_a_case, secured


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("cases", "0003_row_level_security")]
    operations = [
        in_one_area("intake_request", "case_id", "cases_case"),
        already_parties("intake_request", "council_id"),
        kept_as_party("intake_request", "keep_council_party"),
        secured("intake_request", using=of_a_case("intake_request.case_id", "requests")),
    ]
