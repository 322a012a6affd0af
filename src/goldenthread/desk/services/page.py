"""The list of services: how each stands at this moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.design.listing import Column
from goldenthread.design.page import Link, Page

COLUMNS = (
    Column("Service"),
    Column("Full name"),
    Column("Open", is_numeric=True),
    Column("Overdue", is_numeric=True),
    Column("Not acknowledged", is_numeric=True),
    Column("In time, last 12 months", is_numeric=True),
    Column("Contact point"),
)


@dataclass(frozen=True, slots=True)
class Area:
    """One area's services."""

    name: str
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Services(Page):
    """The services of each area that the viewer reads."""

    counted_at: str
    columns: tuple[Column, ...]
    areas: tuple[Area, ...]


def services(
    standing: Sequence[tuple[Any, Mapping[str, int]]], address: Callable[[object], str], counted_at: str
) -> Services:
    """`standing` is in order of area and label."""
    by_area: dict[str, list[tuple[object, ...]]] = {}
    for service, figures in standing:
        by_area.setdefault(service.area.name, []).append(_row(service, figures, address(service.pk)))
    return Services(
        title="Services",
        counted_at=counted_at,
        columns=COLUMNS,
        areas=tuple(Area(name, tuple(rows)) for name, rows in by_area.items()),
    )


def _row(service: Any, figures: Mapping[str, int], href: str) -> tuple[object, ...]:
    contact = service.contact_point or "No contact point yet"
    return (
        Link(service.label, href),
        service.name,
        figures["open"],
        figures["overdue"],
        figures["unacknowledged"],
        in_time(figures),
        contact,
    )


def in_time(figures: Mapping[str, int]) -> str:
    """8 of 10 (80%); words where nothing came."""
    if not figures["returned"]:
        return "None received"
    share = round(100 * figures["in_time"] / figures["returned"])
    return f"{figures['in_time']} of {figures['returned']} ({share}%)"
