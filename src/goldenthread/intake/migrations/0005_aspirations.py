"""What the family hopes for, on the council's request.

The columns keep their defaults, for rows that are written many at once. The model writes each value and asks none back:
an officer sees the row only once their council has asked.
"""

from django.db import migrations, models

from goldenthread.database.tables import versioned

TEXT = {"blank": True, "default": ""}


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_questions_secured")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AddField("request", "aspirations", models.TextField(**TEXT, db_default="")),
                migrations.AddField("request", "outcomes", models.TextField(**TEXT, db_default="")),
                migrations.AddField("request", "version", models.PositiveIntegerField(db_default=1)),
            ],
            state_operations=[
                migrations.AddField("request", "aspirations", models.TextField(**TEXT)),
                migrations.AddField("request", "outcomes", models.TextField(**TEXT)),
                migrations.AddField(
                    "request", "version", models.PositiveIntegerField(default=1, editable=False)
                ),
            ],
        ),
        versioned("intake_request"),
    ]
