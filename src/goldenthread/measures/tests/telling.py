"""How these tests count a month of Torbay, and the shorthand of their stories."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from goldenthread.accounts.models import User
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.demo.area import Cast
from goldenthread.design.words import LONDON
from goldenthread.measures import queries
from goldenthread.measures.figures import Counts, Sitrep
from goldenthread.measures.month import month_from
from goldenthread.rules.facts import Kind

NOON = datetime(2022, 6, 30, 12, 0, tzinfo=LONDON)


def counted(cast: Cast, month: str, *, at: datetime = NOON, viewer: User | None = None) -> Sitrep:
    """The month of Torbay, counted long after it by its single point of contact."""
    return queries.sitrep(cast.area, month_from(month), viewer=viewer or cast.spoc, at=at)


def of(sitrep: Sitrep, label: str) -> Counts:
    """One service's counts, by the label on the tracker."""
    return next(service.counts for service in sitrep.services if service.label == label)


def put_right(cast: Cast, kind: Kind, about: Any, on: date = date(2022, 6, 1), **changes: Any) -> None:
    """The manager corrects the one entry of this kind about a request."""
    correct_entry(cast, Fact.objects.get(kind=kind.value, about=about.pk), on, **changes)


def correct_entry(cast: Cast, fact: Fact, on: date = date(2022, 6, 1), **changes: Any) -> None:
    """The manager corrects an entry, and says why."""
    correct(fact=fact, reason="Entered wrongly", by=cast.manager, on=on, **changes)
