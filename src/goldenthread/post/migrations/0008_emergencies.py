"""A letter may tell of an opening in an emergency: the case's people see none of those, the system's accounts do."""

import django.db.models.deletion
from django.db import migrations, models

from goldenthread.database.policies import LOGINS, in_one_area

APART = "emergency_id is null or (select app_is_system())"
"""A policy that narrows what the other one shows; the owner, who migrates, has one that lets everything be."""

NARROWED = f"create policy post_message_apart on post_message as restrictive for select to %s using ({APART})"


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0007_news"),
        ("cases", "0004_relations_of_one_area"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="emergency",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="cases.emergency",
            ),
        ),
        in_one_area("post_message", "emergency_id", "cases_emergency"),
        migrations.RunSQL(
            LOGINS.format(execute=f"execute format($policy${NARROWED}$policy$, coalesce(logins, 'public'));"),
            "drop policy post_message_apart on post_message",
        ),
    ]
