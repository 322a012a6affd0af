"""What somebody says who opens a case in an emergency."""

from __future__ import annotations

from goldenthread.cases.queries import EMERGENCIES
from goldenthread.design import fields, forms


class OpenInEmergency(forms.Form):
    """By what the child is found, why it cannot wait, and what has happened."""

    found_by = fields.Text(
        "Council reference or NHS number",
        hint="The child's own. A name is not enough: two children may share one",
        width=20,
        max_length=60,
        missing="Enter the council reference or the NHS number",
    )
    reason = fields.Choice(
        "Why must you see the record now?",
        choices=EMERGENCIES,
        missing="Choose why you must see the record now",
    )
    words = fields.Area(
        "What has happened?",
        hint="One sentence, without the child's name. The privacy officer reads it",
        rows=3,
        max_length=1000,
        missing="Say in a sentence what has happened",
    )
