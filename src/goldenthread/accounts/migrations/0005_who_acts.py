"""What row-level policies ask about the actor."""

from django.db import migrations

from goldenthread.database.access_functions import WHERE, WHO
from goldenthread.database.policies import written_only_by_triggers


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_access"), ("directory", "0001_initial")]
    operations = [
        migrations.RunSQL(WHO + WHERE, migrations.RunSQL.noop),
        written_only_by_triggers("access_role"),
    ]
