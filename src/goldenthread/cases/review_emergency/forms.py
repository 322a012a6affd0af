"""What the review of an opening finds."""

from __future__ import annotations

from goldenthread.cases.queries import FINDINGS
from goldenthread.design import fields, forms


class ReviewEmergency(forms.Form):
    """Whether it was right, and what whoever reads this later needs to know."""

    finding = fields.Choice(
        "Was it right to open the record?",
        choices=FINDINGS,
        missing="Choose whether it was right to open the record",
    )
    remark = fields.Area(
        "What you found (optional)",
        hint="Whom you asked and what they said, without the child's name",
        rows=3,
        max_length=1000,
        required=False,
    )
