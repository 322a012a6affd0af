"""What was opened in an emergency, and the party of a relation, can only name a relation of their own area."""

from __future__ import annotations

from django.db import migrations

from goldenthread.database.policies import in_one_area


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_row_level_security")]
    operations = [
        in_one_area("cases_emergency", "relation_id", "cases_relation"),
        in_one_area("cases_party", "relation_id", "cases_relation"),
    ]
