"""What the page says on which somebody asks about a case."""

from __future__ import annotations

from uuid import UUID

from goldenthread.cases.deed import Deed, on_case
from goldenthread.rules.offsets import Offset


def ask(case_id: UUID, child: str, reference: str, within: Offset) -> Deed:
    """Say by when an answer is due, and that no clock waits for it."""
    return Deed(
        **on_case(case_id, child, reference),
        title="Ask a question",
        button="Ask the question",
        intro=f"Whoever you ask owns the question until it is answered, within {within}. No clock waits for it.",
    )
