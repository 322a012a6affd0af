"""A letter is seen by its case's people; an attempt by whoever sees the letter."""

from django.db import migrations

from goldenthread.database.policies import in_one_area, of_a_case, secured
from goldenthread.database.tables import versioned

OF_THE_LETTER = "coalesce((select true from post_message m where m.id = post_attempt.message_id), false)"


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0001_initial"),
        ("cases", "0007_letter_sent"),
        ("directory", "0002_row_level_security"),
    ]
    operations = [
        in_one_area("post_message", "case_id", "cases_case"),
        in_one_area("post_message", "service_id", "directory_service"),
        in_one_area("post_message", "pack_version_id", "directory_packversion"),
        in_one_area("post_attempt", "message_id", "post_message"),
        versioned("post_message"),
        secured("post_message", using=of_a_case("post_message.case_id", "advice")),
        secured("post_attempt", using=OF_THE_LETTER),
    ]
