"""A letter may carry a service's list: it is about many cases and of none, and those who work for the whole area see it."""

import django.db.models.deletion
from django.db import migrations, models

from goldenthread.database.policies import WHOLE_AREA, of_a_case

OF_A_CASE = of_a_case("post_message.case_id", "advice")
SEEN = f"case_id is null and {WHOLE_AREA} or case_id is not null and {OF_A_CASE}"


class Migration(migrations.Migration):
    dependencies = [("post", "0008_emergencies"), ("cases", "0007_letter_sent")]
    operations = [
        migrations.AlterField(
            model_name="message",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="attached",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(case__isnull=False, attached="")
                | models.Q(case__isnull=True, service__isnull=False),
                name="a_letter_of_no_case_is_a_service_s_list",
            ),
        ),
        migrations.RunSQL(
            f"alter policy post_message_seen on post_message using ({SEEN})",
            f"alter policy post_message_seen on post_message using ({OF_A_CASE})",
        ),
    ]
