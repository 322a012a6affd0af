"""A service's contact point need not be an address of mail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_row_level_security"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="service",
            name="a_live_service_has_a_monitored_contact_point",
        ),
        migrations.RenameField(
            model_name="service",
            old_name="contact_email",
            new_name="contact_point",
        ),
        migrations.AlterField(
            model_name="service",
            name="contact_point",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live_from__isnull", True),
                    models.Q(
                        models.Q(("contact_point", ""), _negated=True),
                        models.Q(("contact_monitored_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_live_service_has_a_monitored_contact_point",
            ),
        ),
    ]
