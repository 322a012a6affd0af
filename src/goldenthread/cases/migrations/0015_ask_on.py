"""When a young person is to be asked stands in the snapshot; a date of birth put right derives the child's cases anew."""

from django.db import migrations, models

from goldenthread.database.access_functions import keeper

AGAIN = keeper(
    "mark_cases_of_the_born",
    """
    update cases_case c set is_marked = true from written w join former f on f.id = w.id
    where c.child_id = w.id and w.born_on is distinct from f.born_on and not c.is_marked
    """,
)
TRIGGER = """
create trigger people_child_born after update on people_child referencing old table as former new table as written
for each statement execute function mark_cases_of_the_born()
"""
MARK = "update cases_case set is_marked = true where not is_marked"


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_wishes_confirmed"), ("people", "0004_version_of_its_own")]
    operations = [
        migrations.RemoveIndex(model_name="fact", name="fact_wishes_confirmed"),
        migrations.AddField(
            model_name="case", name="ask_on", field=models.DateField(null=True, editable=False)
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("ask_on__isnull", False)), fields=["area", "ask_on"], name="case_to_ask"
            ),
        ),
        migrations.RunSQL(AGAIN, "drop function mark_cases_of_the_born()"),
        migrations.RunSQL(TRIGGER, "drop trigger people_child_born on people_child"),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
