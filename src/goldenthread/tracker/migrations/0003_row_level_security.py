"""An uploaded tracker is seen by those who read its whole area; a line of it by its case's people."""

from django.db import migrations

from goldenthread.database.policies import WHOLE_AREA, in_one_area, of_a_case, secured


class Migration(migrations.Migration):
    dependencies = [("tracker", "0002_when_imported"), ("advice", "0002_row_level_security")]
    operations = [
        in_one_area("tracker_line", "case_id", "cases_case"),
        in_one_area("tracker_line", "advice_id", "advice_advicerequest"),
        secured("tracker_import", using=WHOLE_AREA),
        secured("tracker_draft", using=WHOLE_AREA),
        secured("tracker_line", using=of_a_case("tracker_line.case_id", "advice")),
    ]
