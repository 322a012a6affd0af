"""What the page of the library says."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from goldenthread.design.listing import Pages
from goldenthread.design.page import Link
from goldenthread.documents.listed import Listed, listed
from goldenthread.documents.queries import Line, Wanted


def library(lines: Iterable[Line], pages: Pages, wanted: Wanted, *, may_add: bool) -> Listed:
    """The documents that an area's managers share."""
    return listed(
        lines,
        pages,
        wanted,
        of_library=True,
        title="Library",
        intro="What the managers of an area share: templates, guidance, minutes. Nothing about a child belongs here.",
        add=Link("Add a document", reverse("documents:shelve")) if may_add else None,
        empty="There is no document in the library yet, or none of this kind.",
    )
