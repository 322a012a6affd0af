"""What the page of a case's documents says."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from goldenthread.design.listing import Pages
from goldenthread.design.page import Link
from goldenthread.documents.listed import Listed, listed
from goldenthread.documents.queries import Line, Wanted


def of_case(
    case: tuple[UUID, str, str], lines: Iterable[Line], pages: Pages, wanted: Wanted, *, may_add: bool
) -> Listed:
    """The documents of one case: its id, the child's name and the reference."""
    case_id, child, reference = case
    return listed(
        lines,
        pages,
        wanted,
        of_library=False,
        title="Documents",
        caption=f"{child}, {reference}",
        back=Link(f"Back to case {reference}", reverse("desk:case", args=[case_id])),
        intro="Those that your part in this case opens to you. Each one that you open is recorded.",
        add=Link("Add a document", reverse("documents:upload", args=[case_id])) if may_add else None,
        empty="There is no document here that you may see.",
    )
