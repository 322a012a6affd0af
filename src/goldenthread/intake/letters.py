"""The acknowledgement to the council: that its request is here, who will answer, and by when (S1-43)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from goldenthread.directory.queries import current_pack
from goldenthread.post.letters import Letter, link, to_each
from goldenthread.rules.clocks import due_on
from goldenthread.rules.letters import dated
from goldenthread.rules.occasions import Occasion, sending
from goldenthread.rules.words import said

LIMIT = "advice"


def acknowledgement(
    *, area: UUID, case: UUID, words: Mapping[str, str], received_on: date, fact: UUID, on: date
) -> list[Letter]:
    """The letters of one acknowledgement, known by its fact; none where the area sends none.

    `words` are the merge fields of the request: its reference, council, services and where it came in.
    """
    pack = current_pack(area)
    told_to = sending(pack.data, Occasion.ACKNOWLEDGED) if pack else None
    if pack is None or told_to is None:
        return []
    due = due_on(LIMIT, received_on)
    values = {**words, **dated(due, None, on), "received_on": said(received_on), "link": link(case)}
    letter = Letter(
        area=area, case=case, key=f"{Occasion.ACKNOWLEDGED}:{fact}", pack=pack.pk, template=told_to.template,
        sender=told_to.sender, recipient="", values=values, due_on=due,
    )  # fmt: skip
    return list(to_each(letter, pack.data, told_to.recipients, told_to.copies))
