"""A promise of advice may change, and the council may insist on advice."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_letter_returned"),
        ("directory", "0002_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="fact",
            name="kind_of_fact_is_known",
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "AssessmentRequested",
                            "RequestReceived",
                            "InvolvementChecked",
                            "RecordsRequested",
                            "RequestAcknowledged",
                            "RequestWithdrawn",
                            "AdviceSought",
                            "AdviceAcknowledged",
                            "AdviceChased",
                            "AdviceRecorded",
                            "AdviceExcused",
                            "LatenessExplained",
                            "AdviceWithdrawn",
                            "AdviceImported",
                            "AdviceRouted",
                            "AdviceReferred",
                            "ReferralAnswered",
                            "DecisionRequested",
                            "RouteDecided",
                            "ReminderRaised",
                            "StepRaised",
                            "LadderStarted",
                            "IssueHeld",
                            "HoldEnded",
                            "LetterSent",
                            "LetterReturned",
                            "EscalationAnswered",
                            "PromiseChanged",
                            "AdviceInsisted",
                            "FactCorrected",
                        ],
                    )
                ),
                name="kind_of_fact_is_known",
            ),
        ),
    ]
