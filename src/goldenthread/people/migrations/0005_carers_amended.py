"""A carer's particulars change, and somebody stops being one: each change is counted, none is made twice unseen."""

from django.db import migrations, models

from goldenthread.database.tables import versioned


class Migration(migrations.Migration):
    dependencies = [("people", "0004_version_of_its_own")]
    operations = [
        migrations.AddField("carer", "ended_on", models.DateField(null=True)),
        migrations.AddField("carer", "version", models.PositiveIntegerField(default=1, editable=False)),
        versioned("people_carer"),
    ]
