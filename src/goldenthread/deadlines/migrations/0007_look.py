import django.db.models.deletion
from django.db import migrations, models


# Every case is derived once more, so that teams that were asked to look before this are on the list.
MARK = "update cases_case set is_marked = true where not is_marked"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_escalation_answered"),
        ("deadlines", "0006_outcome"),
        ("directory", "0002_row_level_security"),
        ("intake", "0005_aspirations"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="awaited",
            name="deed_awaited_is_known",
        ),
        migrations.AlterField(
            model_name="awaited",
            name="deed",
            field=models.CharField(
                choices=[("acknowledge", "acknowledge"), ("seek", "seek"), ("look", "look")], max_length=20
            ),
        ),
        migrations.AlterField(
            model_name="awaited",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="awaited", to="intake.request"
            ),
        ),
        migrations.AddConstraint(
            model_name="awaited",
            constraint=models.CheckConstraint(
                condition=models.Q(("deed__in", ["acknowledge", "seek", "look"])),
                name="deed_awaited_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="awaited",
            constraint=models.UniqueConstraint(fields=("request", "deed"), name="deed_awaited_once"),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
