"""One child: who they are, who cares for them, and all their cases."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import counted, listed, spaced
from goldenthread.rules.access import Classification, Section

CASES = ("Case", "Received", "Stage", "Open requests for advice", "Next due")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one case stands, from its facts and clocks."""

    received_on: date | None
    stage: str
    open: int
    next_due_on: date | None


@dataclass(frozen=True, slots=True)
class Carer:
    """A parent or carer with what is known of them."""

    heading: str
    rows: tuple[Row, ...]
    amend: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Child(Page):
    """What the child page shows."""

    particulars: tuple[Row, ...]
    amend: str
    carers: tuple[Carer, ...]
    add_carer: str
    columns: tuple[str, ...]
    cases: tuple[tuple[object, ...], ...]


def child(
    row: Any,
    carers: Sequence[Any],
    cases: Sequence[Any],
    standing: Mapping[Any, Standing],
    address: Callable[[object], str],
    today: date,
    mend: Container[Section],
    opened: Container[Section],
) -> Child:
    """The page as it stands today."""
    return Child(
        title=row.name,
        tab=f"Child or young person, {listed([each.reference for each in cases]) or 'no case yet'}",
        caption="Child or young person",
        trail=(Link("Worklist", reverse("desk:worklist")),),
        particulars=_particulars(row, today, opened),
        amend=reverse("people:amend", args=[row.pk]) if Section.IDENTIFIERS in mend else "",
        carers=tuple(_carer(each, Section.HOUSEHOLD in mend) for each in carers),
        add_carer=reverse("people:add_carer", args=[row.pk]) if Section.HOUSEHOLD in mend else "",
        columns=CASES,
        cases=tuple(_case(each, standing[each.pk], address(each.pk)) for each in cases),
    )


def _particulars(row: Any, today: date, opened: Container[Section]) -> tuple[Row, ...]:
    identifiers = _identifiers(row) if Section.IDENTIFIERS in opened else ()
    return (
        Row("Date of birth", row.born_on),
        Row("Age", counted(age(row.born_on, today), "year") if row.born_on else None),
        *identifiers,
        Row("School", row.school.name if row.school else None),
        Row("Area", row.area.name),
    )


def _identifiers(row: Any) -> tuple[Row, ...]:
    return (
        Row("NHS number", spaced(row.nhs_number)),
        Row("Unique pupil number", row.upn),
        *([Row("Unique learner number", row.uln)] if row.uln else []),
        Row("GP practice", row.gp_practice),
    )


def age(born_on: date, today: date) -> int:
    """Whole years; a birthday of 29 February is kept on 1 March."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _carer(row: Any, may_mend: bool) -> Carer:
    responsible = "Yes" if row.has_parental_responsibility else "Not recorded"
    class_ = Classification(row.classification)
    rows = (
        *((Row("No longer since", row.ended_on),) if row.ended_on else ()),
        Row("Parental responsibility", responsible),
        Row("Email", row.email),
        Row("Telephone", row.phone),
        *(() if class_ is Classification.ORDINARY else (Row("Open to", class_.words),)),
    )
    amend = reverse("people:amend_carer", args=[row.pk]) if may_mend else ""
    return Carer(f"{row.name}, {row.relationship.lower()}", rows, amend, row.name)


def _case(row: Any, stands: Standing, href: str) -> tuple[object, ...]:
    due = stands.next_due_on or "Nothing due"
    return (Link(row.reference, href), stands.received_on, stands.stage, stands.open, due)
