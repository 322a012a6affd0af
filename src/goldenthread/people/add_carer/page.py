"""What the page says on which a parent or carer is added."""

from __future__ import annotations

from uuid import UUID

from goldenthread.people.amend.page import Particulars, of_child


def add_carer(child_id: UUID, child: str) -> Particulars:
    """Ask who they are."""
    return Particulars(
        **of_child(child_id, child),
        title="Add a parent or carer",
        button="Add the parent or carer",
        intro=f"You are recording who cares for {child}, for every case of theirs.",
    )
