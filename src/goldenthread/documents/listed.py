"""A list of documents as a page shows it: narrowed by kind and part, sorted by any column, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design import fields, forms
from goldenthread.design.listing import Column, Pages, address, sorted_columns
from goldenthread.design.page import Link, Page
from goldenthread.design.words import short_day
from goldenthread.documents.checks import MB, Format
from goldenthread.documents.queries import KINDS, Line, Wanted
from goldenthread.rules.access import Section

SIZE = 25
PARTS = [(section.value, f"{section.words[:1].upper()}{section.words[1:]}") for section in Section]
CALLED = dict(KINDS)
SORTED_BY = [
    ("title", "Title"),
    ("kind", "What it is"),
    ("filed", "Filed, earliest first"),
    ("-size", "Size, largest first"),
]


class Narrow(forms.Form):
    """By what it is, and by the part of the record in which it stands."""

    kind = fields.Select("What it is", nothing="Everything", required=False)
    section = fields.Select("Part of the record", nothing="Every part", required=False)
    sort = fields.Select("Sort by", nothing="Filed, latest first", required=False)

    def __init__(self, *args: Any, has_parts: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("kind", KINDS)
        self.offer("section", PARTS)
        self.offer("sort", SORTED_BY)
        if not has_parts:
            del self.fields["section"]

    @property
    def wanted(self) -> Wanted:
        """What was chosen; what is not offered narrows nothing, and a column's heading may turn the order."""
        chosen = self.cleaned_data if self.is_bound and (self.is_valid() or self.errors) else {}
        asked = str(self.data.get("sort", "")) if self.is_bound else ""
        sort = asked if asked.lstrip("-") in ("title", "kind", "filed", "size") else "-filed"
        return Wanted(chosen.get("kind") or "", chosen.get("section") or "", sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Page):
    """What a list of documents shows. `add` leads to where one is added, where the viewer may."""

    intro: str
    columns: tuple[Column, ...]
    lines: tuple[tuple[object, ...], ...]
    pages: Pages
    clear: str
    add: Link | None
    empty: str


def listed(lines: Iterable[Line], pages: Pages, wanted: Wanted, *, of_library: bool, **words: Any) -> Listed:
    """One page of a list, of a case or of a library."""
    heads = [
        Column("Title", "title"),
        Column("What it is", "kind"),
        Column("Area" if of_library else "Part of the record"),
    ]
    heads += [Column("Filed", "filed"), Column("By"), Column("Size", "size", is_numeric=True)]
    return Listed(
        columns=sorted_columns(heads, pages.query, wanted.sort),
        lines=tuple(_cells(line, of_library=of_library) for line in lines),
        pages=pages,
        clear=address({}) or "?",
        **words,
    )


def _cells(line: Line, *, of_library: bool) -> tuple[object, ...]:
    kind = f"{CALLED[line.kind]}, {line.about}" if line.about else CALLED[line.kind]
    part = line.area if of_library else dict(PARTS)[line.section]
    version = f", version {line.number}" if line.number > 1 else ""
    return (
        Link(line.title, reverse("documents:document", args=[line.id])),
        kind,
        part,
        f"{short_day(line.filed_on)}{version}",
        line.by,
        f"{Format(line.format).words}, {size(line.size)}",
    )


def size(bytes_: int) -> str:
    """A size as people say it."""
    return f"{bytes_ / MB:.1f} MB" if bytes_ >= MB else f"{max(1, round(bytes_ / 1024))} KB"


def asked(query: Mapping[str, str]) -> dict[str, str]:
    """What of an address belongs to the list."""
    return {name: query[name] for name in ("kind", "section", "sort") if query.get(name)}
