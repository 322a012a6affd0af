"""What the pages say on which a file is brought: on a case, into the library, as a new version."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.page import Link

CHECKED = "It is checked before it is kept: what would run or fetch something by itself is refused."


def upload(case_id: UUID, child: str, reference: str) -> Deed:
    """Say whose it will be."""
    back = reverse("documents:of_case", args=[case_id])
    return Deed(
        **{
            **on_case(case_id, child, reference),
            "back": Link("Back to the documents of this case", back),
            "cancel": back,
        },
        title="Add a document",
        button="Add the document",
        upload=True,
        intro=f"You are adding a document to the case of {child}, {reference}. Make sure that it is about this child. "
        f"{CHECKED}",
    )


def shelve() -> Deed:
    """Say who will see it."""
    back = reverse("documents:library")
    return Deed(
        title="Add a document to the library",
        button="Add the document",
        upload=True,
        back=Link("Back to the library", back),
        cancel=back,
        intro="The managers and officers of the area will see it. Nothing about a child belongs in the library. "
        f"{CHECKED}",
    )


def renew(document_id: UUID, title: str, caption: str, number: int) -> Deed:
    """Say what becomes of the others."""
    back = reverse("documents:document", args=[document_id])
    return Deed(
        title="Add a new version",
        caption=caption,
        button="Add the new version",
        upload=True,
        back=Link(f"Back to {title}", back),
        cancel=back,
        intro=f"It will be version {number + 1} of “{title}”. The others stay as they are. {CHECKED}",
    )
