"""What the page says on which a parent or carer is put right."""

from __future__ import annotations

from uuid import UUID

from goldenthread.people.amend.page import Particulars, of_child


def amend_carer(carer: str, child_id: UUID, child: str) -> Particulars:
    """Ask for what is right."""
    return Particulars(
        **of_child(child_id, child),
        title=f"Change what is recorded of {carer}",
        tab="Change what is recorded of a parent or carer",
        button="Save the changes",
        intro=(
            f"You are changing a parent or carer of {child}, on every case of theirs. Whether they may sign in "
            "and see a case is said on the case itself, under “Who can see this case”."
        ),
    )


def amended(carer: str, *, is_unseen: bool) -> str:
    """Say that it was done; and why they are not shown any more, where that is so."""
    done = f"What is recorded of {carer} was saved."
    return (
        f"{done} They are kept closer than your role may see, so you do not see them here."
        if is_unseen
        else done
    )
