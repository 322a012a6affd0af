"""A letter that carried a service's list may be answered too: it is about no single case."""

import django.db.models.deletion
from django.db import migrations, models

from goldenthread.database.policies import WHOLE_AREA, of_a_case

OF_A_CASE = of_a_case("inbox_thread.case_id")
SEEN = f"case_id is null and {WHOLE_AREA} or case_id is not null and {OF_A_CASE}"


class Migration(migrations.Migration):
    dependencies = [("inbox", "0003_settled"), ("cases", "0007_letter_sent")]
    operations = [
        migrations.AlterField(
            model_name="thread",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(case__isnull=False) | models.Q(service__isnull=False),
                name="a_thread_is_of_a_case_or_a_list",
            ),
        ),
        migrations.RunSQL(
            f"alter policy inbox_thread_seen on inbox_thread using ({SEEN})",
            f"alter policy inbox_thread_seen on inbox_thread using ({OF_A_CASE})",
        ),
    ]
