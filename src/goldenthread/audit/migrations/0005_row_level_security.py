"""The audit is read by system accounts and by whoever reads it in the row's area; each writes in their own name."""

from django.db import migrations

from goldenthread.database.policies import secured

READ_HERE = "(select app_is_system()) or area_id = any ((select app_areas('read_audit'))::uuid[])"
IN_ONES_OWN_NAME = "recorded_by = (select app_actor()) or (select app_is_system())"


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_basis_in_full"), ("accounts", "0005_who_acts")]
    operations = [secured("audit_entry", using=READ_HERE, check=IN_ONES_OWN_NAME)]
