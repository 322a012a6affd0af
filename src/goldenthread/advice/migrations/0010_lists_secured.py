"""A list that was brought back is seen by whoever brought it, and by those who read its whole area."""

from django.db import migrations

from goldenthread.database.policies import WHOLE_AREA, in_one_area, secured


class Migration(migrations.Migration):
    dependencies = [("advice", "0009_lists")]
    operations = [
        in_one_area("advice_servicelist", "service_id", "directory_service"),
        secured("advice_servicelist", using=f"({WHOLE_AREA} or brought_by_id = (select app_actor()))"),
    ]
