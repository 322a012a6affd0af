"""What the page of one document says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import day
from goldenthread.documents.checks import Format
from goldenthread.documents.listed import CALLED, PARTS, size
from goldenthread.rules.access import Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDocument(Page):
    """What a document is and who may see it; every version of it; the way to a new one."""

    rows: tuple[Row, ...]
    versions: tuple[tuple[object, ...], ...]
    columns: tuple[str, ...] = ("Version", "Filed", "By", "File", "Size")
    renew: str = ""
    withdraw: str = ""
    wrong: str = ""


WRONG = "Is it about another child, or not to be here? Tell the single point of contact at once: they withdraw it."


def document(of: Any, versions: Sequence[Any], *, may_renew: bool, may_withdraw: bool) -> OneDocument:
    """One document, its latest version first."""
    return OneDocument(
        title=of.title,
        tab="Document",
        caption=f"{of.case.child.name}, {of.case.reference}" if of.case else f"Library, {of.area.name}",
        back=_back(of),
        rows=tuple(_rows(of)),
        versions=tuple(_cells(version) for version in versions),
        renew=reverse("documents:renew", args=[of.pk]) if may_renew else "",
        withdraw=reverse("documents:withdraw", args=[of.pk]) if may_withdraw else "",
        wrong="" if may_withdraw or of.case is None else WRONG,
    )


def _back(of: Any) -> Link:
    if of.case:
        return Link("Back to the documents of this case", reverse("documents:of_case", args=[of.case_id]))
    return Link("Back to the library", reverse("documents:library"))


def _rows(of: Any) -> list[Row]:
    rows = [Row("What it is", CALLED[of.kind])]
    if of.service:
        rows.append(Row("Whose advice", of.service.label))
    if of.case:
        rows.append(Row("Part of the record", dict(PARTS)[of.section]))
        who = Classification(of.classification).words
        rows.append(Row("Who may see it", f"{who[:1].upper()}{who[1:]}, where that part is open to them"))
    else:
        rows.append(Row("Who may see it", "Managers and officers who work for the area"))
    return rows


def _cells(version: Any) -> tuple[object, ...]:
    file = Link(
        f"Download {version.file_name}",
        reverse("documents:download", args=[version.pk]),
        f"version {version.number}",
    )
    kind = f"{Format(version.format).words}, {size(version.size)}"
    return (f"Version {version.number}", day(version.uploaded_on), version.uploaded_by.name, file, kind)
