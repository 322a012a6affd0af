"""What the page says on which a restriction is lifted."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from goldenthread.cases.deed import Deed, on_access
from goldenthread.cases.lift.queries import Restricted
from goldenthread.cases.restrict.page import whom
from goldenthread.design.page import Link
from goldenthread.design.words import day

COUNTS = "From this moment on roles and relations count again."


def lift(case_id: UUID, child: str, reference: str, who: str, reason: str) -> Deed:
    """Say what follows."""
    return Deed(
        **on_access(case_id, child, reference),
        title="Lift the restriction",
        button="Lift it now",
        intro=f"Kept out: {who} ({reason}). {COUNTS}",
    )


def by_reference(one: Restricted) -> Deed:
    """The same, for whoever is not shown whose case it is."""
    home = reverse("desk:restrictions")
    kept_out = f"Kept out: {whom(one.who.lower() if one.is_nameless else one.who, one.section)} ({one.reason.lower()})"
    return Deed(
        title=f"Lift restriction {one.reference}",
        caption="Restrictions",
        button="Lift it now",
        back=Link("Back to restrictions", home),
        cancel=home,
        intro=f"{kept_out}, since {day(one.starts_on)}, by {one.by}. {COUNTS}",
    )
