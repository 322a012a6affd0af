from django.db import migrations


# Every case is derived once more: what follows a step that was done on time counts from that step's date.
MARK = "update cases_case set is_marked = true where not is_marked"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0007_look")]

    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
