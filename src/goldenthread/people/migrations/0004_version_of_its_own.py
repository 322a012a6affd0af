"""A new child's version is written, not asked back: an officer sees the row only once their council has asked.

The column keeps its default, for rows that are written many at once.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_access")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "child", "version", models.PositiveIntegerField(default=1, editable=False)
                )
            ]
        )
    ]
