import uuid

import django.db.models.deletion
from django.db import migrations, models

# Every case is derived once more, so that what waited before this table came is in it.
MARK = "update cases_case set is_marked = true where not is_marked"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("deadlines", "0001_initial"),
        ("directory", "0001_initial"),
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Awaited",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[("acknowledge", "acknowledge"), ("seek", "seek")], max_length=20
                    ),
                ),
                ("received_on", models.DateField()),
                ("since_on", models.DateField()),
                ("services", models.JSONField(default=list)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awaited",
                        to="intake.request",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "deed", "received_on"], name="awaited_by_deed")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("deed__in", ["acknowledge", "seek"])),
                        name="deed_awaited_is_known",
                    )
                ],
            },
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
