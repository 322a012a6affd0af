"""A referral is seen by its case's people, and the service that is referred to becomes a party of the case.

A report whose title says only that the child is not known, or on a list, is refused: it is no advice.
"""

from django.db import migrations

from goldenthread.database.access_functions import kept_as_party
from goldenthread.database.policies import in_one_area, of_a_case, secured

SAYS_NOTHING = (
    r"^\W*((the|this) )?((child|young person|pupil|patient|client|cyp) )?((is|was) )?(still )?"
    r"(not (yet )?(known|open)|unknown|nil return|no record|(on )?((a|the|our) )?waiting list|awaiting assessment)"
    r"( (to|of|for|with) ((us|them|him|her)|((the|this|our) )?(service|team|caseload)))?\W*$"
)


class Migration(migrations.Migration):
    dependencies = [("advice", "0003_referrals")]
    operations = [
        in_one_area("advice_referral", "case_id", "cases_case"),
        in_one_area("advice_referral", "advice_id", "advice_advicerequest"),
        in_one_area("advice_referral", "service_id", "directory_service"),
        kept_as_party("advice_referral", "keep_service_party"),
        secured("advice_referral", using=of_a_case("advice_referral.case_id", "advice")),
        migrations.RunSQL(
            "alter table advice_report add constraint not_known_is_no_advice "
            f"check (lower(title) !~ '{SAYS_NOTHING}')",
            "alter table advice_report drop constraint not_known_is_no_advice",
        ),
    ]
