"""What the page says on which somebody is kept out of a case."""

from __future__ import annotations

from uuid import UUID

from goldenthread.cases.deed import Deed, on_access
from goldenthread.rules.access import Section


def restrict(case_id: UUID, child: str, reference: str) -> Deed:
    """Say what follows."""
    return Deed(
        **on_access(case_id, child, reference),
        title="Keep somebody out of the case",
        button="Keep them out",
        intro="A restriction beats every role and every ground, from this moment on. Whoever is kept out of the "
        "whole case is told that there is no such case.",
    )


def whom(person: object | None, section: str) -> str:
    """Who is kept out of what: “Charlie Opie, of the whole case”."""
    out_of = f"of {Section(section).words}" if section else "of the whole case"
    return f"{person or 'everybody who is not named'}, {out_of}"
