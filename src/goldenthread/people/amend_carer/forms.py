"""What is recorded of a parent or carer."""

from __future__ import annotations

from goldenthread.design import fields
from goldenthread.design.editing import Editing
from goldenthread.people.add_carer.forms import AddCarer


class AmendCarer(Editing, AddCarer):
    """The same answers as when they were added, as they stand; and whether they still care for the child."""

    ended_on = fields.Day(
        "No longer a parent or carer since (optional)",
        called="The day on which it ended",
        hint="Leave this empty while they care for the child. For example, 31 3 2026",
        past=True,
        required=False,
    )
