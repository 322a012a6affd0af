"""What the page says on which a restriction is lifted."""

from __future__ import annotations

from uuid import UUID

from goldenthread.cases.deed import Deed, on_access


def lift(case_id: UUID, child: str, reference: str, who: str, reason: str) -> Deed:
    """Say what follows."""
    return Deed(
        **on_access(case_id, child, reference),
        title="Lift the restriction",
        button="Lift it now",
        intro=f"Kept out: {who} ({reason}). From this moment on roles and relations count again.",
    )
