"""What the page says on which somebody is let into a case."""

from __future__ import annotations

from uuid import UUID

from goldenthread.cases.deed import Deed, on_access


def share(case_id: UUID, child: str, reference: str) -> Deed:
    """Say what follows."""
    return Deed(
        **on_access(case_id, child, reference),
        title="Let somebody into the case",
        button="Let them in",
        intro="From now on they see the case as far as you say here and their role allows. Each look of theirs is "
        "written down. You can end it at any time.",
    )
