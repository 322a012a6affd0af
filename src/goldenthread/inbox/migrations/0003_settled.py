import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was filed before this was looked at by whoever filed it, or is too old to be asked about.
LOOKED_AT = "update inbox_mail set settled_on = ended_on, settled_by_id = ended_by_id where state = 'filed'"


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0002_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("mail", "settled_on", models.DateField(null=True)),
        migrations.AddField(
            "mail",
            "settled_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(LOOKED_AT, migrations.RunSQL.noop),
        # Foreign keys are checked at the end of a statement's transaction: the table is changed after that.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddConstraint(
            "mail",
            models.CheckConstraint(
                condition=models.Q(settled_on__isnull=True, settled_by__isnull=True)
                | models.Q(settled_on__isnull=False, settled_by__isnull=False, state="filed"),
                name="a_mail_is_settled_by_somebody",
            ),
        ),
        migrations.AddIndex(
            "mail",
            models.Index(
                fields=["case"],
                condition=models.Q(settled_on__isnull=True, state="filed"),
                name="mail_to_settle",
            ),
        ),
    ]
