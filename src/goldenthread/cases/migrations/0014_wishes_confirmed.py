"""A young person over compulsory school age is asked what they wish."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_answers_changed"),
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
                            "WishesConfirmed",
                            "FactCorrected",
                        ],
                    )
                ),
                name="kind_of_fact_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(("kind", "WishesConfirmed")), fields=["case"], name="fact_wishes_confirmed"
            ),
        ),
    ]
