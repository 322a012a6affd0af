import uuid

import django.db.models.functions.datetime
from django.db import migrations, models

OWN_ROWS = """
alter table once_sending enable row level security, force row level security;
create policy once_sending_own on once_sending
    using (
        sent_by = (select nullif(current_setting('app.actor', true), '')::uuid)
        or coalesce((select u.is_system from accounts_user u
                     where u.id = nullif(current_setting('app.actor', true), '')::uuid), false)
    );
create policy once_sending_migrated on once_sending to current_user
    using (current_setting('app.migrating', true) = 'on')
    with check (current_setting('app.migrating', true) = 'on');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Sending",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("sent_by", models.UUIDField()),
                ("key", models.CharField(max_length=43)),
                ("digest", models.CharField(max_length=64)),
                ("location", models.TextField()),
                ("said", models.JSONField(default=list)),
                (
                    "sent_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["sent_at"], name="sending_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("sent_by", "key"), name="a_form_is_sent_once")
                ],
            },
        ),
        migrations.RunSQL(OWN_ROWS, migrations.RunSQL.noop),
    ]
