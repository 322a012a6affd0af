"""What the page says on which a service's list is sent: to where, whether it is attached, and what is left out."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from goldenthread.advice.workbook.way import Way
from goldenthread.cases.deed import Deed
from goldenthread.design.page import Link
from goldenthread.rules.channels import shown

ATTACHED = (
    "Its open requests leave as a workbook attached to one mail to {to}. The workbook names children: the area’s pack "
    "says that mail to this domain is protected, and the mailbox was checked within 90 days. It is kept sealed until "
    "it leaves, and then no more."
)
WAITS = (
    "One letter leaves to {to}, without the list. {why} The letter says how many requests wait and where to fetch them "
    "by signing in. It names no child."
)
LEFT_OUT = (
    "Whoever reads the mailbox reads the list, so a case from which somebody is kept out is not in it: write to the "
    "service about each of those by itself."
)


def send_list(service: Any, way: Way) -> Deed:
    """Say what will leave."""
    back = reverse("desk:service", args=[service.pk])
    to = shown(way.to.channel, way.to.address)
    words = ATTACHED.format(to=to) if way.is_attached else WAITS.format(to=to, why=way.why_not_attached)
    return Deed(
        title=f"Send {service.label} its list",
        caption=f"{service.name}, {service.area.name}",
        back=Link(f"Back to {service.label}", back),
        cancel=back,
        button="Send the list" if way.is_attached else "Send the letter",
        intro=f"{words} {LEFT_OUT}" if way.is_attached else words,
    )
