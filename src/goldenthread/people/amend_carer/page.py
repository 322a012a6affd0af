"""What the page says on which a parent or carer is put right."""

from __future__ import annotations

from goldenthread.people.amend.page import Particulars, of_child
from goldenthread.people.models import Carer


def amend_carer(carer: Carer) -> Particulars:
    """Ask for what is right."""
    child = carer.child
    return Particulars(
        **of_child(child.pk, child.name),
        title=f"Change what is recorded of {carer.name}",
        tab="Change what is recorded of a parent or carer",
        button="Save the changes",
        intro=(
            f"You are changing a parent or carer of {child.name}, on every case of theirs. Whether they may sign in "
            "and see a case is said on the case itself, under “Who can see this case”."
        ),
    )


def amended(carer: Carer, *, is_unseen: bool) -> str:
    """Say that it was done; and why they are not shown any more, where that is so."""
    done = f"What is recorded of {carer.name} was saved."
    return (
        f"{done} They are kept closer than your role may see, so you do not see them here."
        if is_unseen
        else done
    )
