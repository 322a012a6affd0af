"""What the page says on which a relation is ended."""

from __future__ import annotations

from uuid import UUID

from goldenthread.cases.deed import Deed, on_access


def unshare(case_id: UUID, child: str, reference: str, who: str, ground: str) -> Deed:
    """Say what follows."""
    return Deed(
        **on_access(case_id, child, reference),
        title=f"End the access of {who}",
        button="End it now",
        intro=f"{who} was let into this case ({ground}). From this moment on that leads them to it no more. "
        "What they saw before stays written down.",
    )
