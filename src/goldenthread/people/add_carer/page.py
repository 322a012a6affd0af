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


def added(carer: str, child: str, *, is_unseen: bool) -> str:
    """Say that it was done; and why it is not shown, where it is kept closer than for whoever did it."""
    done = f"{carer} was added as a parent or carer of {child}."
    return (
        f"{done} They are kept closer than your role may see, so you do not see them here."
        if is_unseen
        else done
    )
