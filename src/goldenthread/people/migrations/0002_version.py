from django.db import migrations, models

from goldenthread.database.tables import versioned


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="child",
            name="version",
            field=models.PositiveIntegerField(db_default=1, editable=False),
        ),
        versioned("people_child"),
    ]
