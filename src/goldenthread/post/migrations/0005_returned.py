"""A letter may come back after it was sent."""

from django.db import migrations, models

STATES = [
    "to-write", "to-sign", "queued", "attempting", "unknown", "accepted", "held", "failed", "returned", "stopped",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0004_channel"),
        ("cases", "0012_letter_returned"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="message", name="letter_state_is_known"),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", STATES)), name="letter_state_is_known"
            ),
        ),
    ]
