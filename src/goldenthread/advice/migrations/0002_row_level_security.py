"""A request for advice is seen by its case's people; the service that is asked becomes a party of the case."""

from django.db import migrations

from goldenthread.database.access_functions import already_parties, kept_as_party
from goldenthread.database.policies import in_one_area, of_a_case, secured


class Migration(migrations.Migration):
    dependencies = [("advice", "0001_initial"), ("intake", "0002_row_level_security")]
    operations = [
        in_one_area("advice_report", "case_id", "cases_case"),
        in_one_area("advice_advicerequest", "case_id", "cases_case"),
        in_one_area("advice_advicerequest", "request_id", "intake_request"),
        in_one_area("advice_advicerequest", "service_id", "directory_service"),
        in_one_area("advice_advicerequest", "pack_version_id", "directory_packversion"),
        already_parties("advice_advicerequest", "service_id"),
        kept_as_party("advice_advicerequest", "keep_service_party"),
        secured("advice_report", using=of_a_case("advice_report.case_id", "advice")),
        secured("advice_advicerequest", using=of_a_case("advice_advicerequest.case_id", "advice")),
    ]
