"""What came: which day, which report, and for whom else it answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms

NONE = "none"


class Record(forms.Form):
    """A report, and the other services of the case that it answers."""

    on = fields.Day(
        "When did the advice arrive?",
        called="The day the advice arrived",
        hint="The clock stops on this day. For example, 2 11 2026",
        past=True,
        missing="Enter the day on which the advice arrived",
    )
    document = fields.Choice(
        "Which document is it? (optional)",
        hint="Those of the service that stand on the case already, such as one that came by mail",
        required=False,
    )
    title = fields.Text(
        "Title of the report (optional)",
        required=False,
        max_length=200,
        error_messages={"max_length": "Shorten the title to 200 letters"},
    )
    author = fields.Text(
        "Who wrote it? (optional)",
        required=False,
        max_length=200,
        error_messages={"max_length": "Shorten the name to 200 letters"},
    )
    also = fields.Choices(
        "Does this report answer for other services too? (optional)",
        hint="Tick each service whose advice is in the same joint report; its clock stops as well",
        required=False,
    )
    remark = fields.Area("Note (optional)", rows=3, required=False)

    def __init__(
        self,
        *args: Any,
        others: Sequence[tuple[str, str]],
        documents: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if documents:
            self.offer("document", [*documents, (NONE, "None of these")])
        else:
            del self.fields["document"]
        if others:
            self.offer("also", others)
        else:
            del self.fields["also"]
