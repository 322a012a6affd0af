"""A mail that was filed to the wrong case comes off it: when, by whom and why; and which advice was recorded from it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REASONS = [
    ("other-child", "It is about another child"),
    ("other-document", "It is not about what this case is about"),
    ("not-to-be-shared", "It says what those who see the case may not know"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0004_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(model_name="mail", name="report", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="mail", name="unfiled_on", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="mail",
            name="unfiled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mail",
            name="unfiled_because",
            field=models.CharField(blank=True, choices=REASONS, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(unfiled_because="", unfiled_by__isnull=True, unfiled_on__isnull=True)
                | models.Q(
                    unfiled_because__in=[code for code, _ in REASONS],
                    unfiled_by__isnull=False,
                    unfiled_on__isnull=False,
                ),
                name="a_mail_is_unfiled_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(report__isnull=True) | models.Q(state="filed"),
                name="a_report_is_of_a_filed_mail",
            ),
        ),
    ]
