"""A letter on paper is posted by a person, who says on which day."""

from django.db import migrations, models

STATES = [
    "to-write",
    "to-sign",
    "to-post",
    "queued",
    "attempting",
    "unknown",
    "accepted",
    "held",
    "failed",
    "returned",
    "stopped",
]


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0005_returned"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="posted_by",
            field=models.UUIDField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name="message",
            name="letter_state_is_known",
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", STATES)), name="letter_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("posted_by__isnull", True), ("sent_on__isnull", False), _connector="OR"),
                name="a_letter_that_was_posted_has_its_day",
            ),
        ),
    ]
