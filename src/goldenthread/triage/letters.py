"""The letters to a team that is asked to look in its own records, and the one reminder where it has not answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.directory.queries import current_pack, record_names, service
from goldenthread.post.letters import Letter, link, to_each
from goldenthread.rules.clocks import due_on
from goldenthread.rules.facts import Fact
from goldenthread.rules.involvement import LOOK_WITHIN
from goldenthread.rules.letters import dated
from goldenthread.rules.occasions import Occasion, sending
from goldenthread.rules.words import listed, said

LIMIT = "advice"
OWN_RECORDS = "its own records"


def to_team(occasion: Occasion, request: Any, asked: Fact, received_on: date, on: date) -> list[Letter]:
    """The letters to one team about one asking, known by its fact; none where the area sends none.

    No field names the child: the team signs in to read who it is.
    """
    pack = current_pack(request.area_id)
    told_to = sending(pack.data, occasion) if pack else None
    team = service(asked.details["service"])
    if pack is None or told_to is None or team is None:
        return []
    due = due_on(LIMIT, received_on)
    values = {
        **dated(due, None, on),
        "area": request.area.name,
        "front_door": request.area.front_door,
        "reference": request.case.reference,
        "council": request.council.name,
        "service": team.label,
        "records": _named(request.area_id, asked.details.get("systems", ())),
        "asked_on": said(asked.happened_on),
        "reply_by": said(LOOK_WITHIN.after(asked.happened_on)),
        "received_on": said(received_on),
        "link": link(request.case_id),
    }
    letter = Letter(
        area=request.area_id, case=request.case_id, key=f"{occasion}:{asked.id}", pack=pack.pk,
        template=told_to.template, sender=told_to.sender, recipient="", values=values, service=team.code,
        service_id=team.pk,
    )  # fmt: skip
    return list(to_each(letter, pack.data, told_to.recipients, told_to.copies))


def _named(area_id: UUID, systems: Iterable[str]) -> str:
    names = record_names([area_id])
    return listed(sorted(names[each] for each in systems if each in names), none=OWN_RECORDS)
