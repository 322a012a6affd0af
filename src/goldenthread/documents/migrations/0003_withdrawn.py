"""A document that stands on the wrong case is withdrawn: no policy shows it to anybody but the system's accounts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from goldenthread.database.policies import LOGINS

REASONS = [
    ("other-child", "It is about another child"),
    ("other-document", "It is another document than it says"),
    ("not-to-be-shared", "It says what those who see the case may not know"),
    ("twice", "It is here twice"),
]
STANDING = "withdrawn_on is null or (select app_is_system())"
"""A policy that narrows what the other one shows; the owner, who migrates, has one that lets everything be."""

NARROWED = f"create policy documents_document_standing on documents_document as restrictive for select to %s using ({STANDING})"


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_row_level_security"),
        ("advice", "0008_links_secured"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="withdrawn_because",
            field=models.CharField(blank=True, choices=REASONS, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawn_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_because", ""),
                        ("withdrawn_by__isnull", True),
                        ("withdrawn_on__isnull", True),
                    ),
                    models.Q(
                        ("withdrawn_because__in", [code for code, _ in REASONS]),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_document_is_withdrawn_by_somebody",
            ),
        ),
        migrations.RunSQL(
            LOGINS.format(execute=f"execute format($policy${NARROWED}$policy$, coalesce(logins, 'public'));"),
            "drop policy documents_document_standing on documents_document",
        ),
    ]
