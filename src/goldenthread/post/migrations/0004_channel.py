"""A letter leaves by mail, by MESH or by post."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_escalation_answered"),
        ("directory", "0003_channel"),
        ("post", "0003_secret"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="channel",
            field=models.CharField(db_default="mail", default="mail", max_length=12),
        ),
        migrations.AlterField(
            model_name="message",
            name="to_address",
            field=models.CharField(max_length=500),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["mail", "mesh", "print"])), name="letter_channel_is_known"
            ),
        ),
    ]
