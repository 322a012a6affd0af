"""An area's directory is read by whoever is signed in, and written where one has a role."""

from django.db import migrations

from goldenthread.database.policies import REACHED, secured

SIGNED_IN = "(select app_actor()) is not null"
TABLES = ("areaorganisation", "packversion", "place", "recordsystem", "service")


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("accounts", "0005_who_acts")]
    operations = [secured(f"directory_{table}", using=SIGNED_IN, check=REACHED) for table in TABLES]
