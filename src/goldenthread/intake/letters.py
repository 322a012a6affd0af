"""The acknowledgement to the council: that its request is here, who will answer, and by when (S1-43); and the letters
to whoever is asked a question about a case, and to whoever asked it (S0-19).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.directory.queries import current_pack
from goldenthread.post.letters import Letter, link, to_each
from goldenthread.rules.clocks import due_on
from goldenthread.rules.ladder import SPOC
from goldenthread.rules.letters import dated
from goldenthread.rules.occasions import Occasion, addressed, sending
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


def about_question(occasion: Occasion, question: Any, on: date) -> list[Letter]:
    """That a question waits, to those to whom it was put; or that it was answered, to those who asked.

    The words of neither stand in the letter: they may name a child.
    """
    pack = current_pack(question.area_id)
    told_to = sending(pack.data, occasion) if pack else None
    if pack is None or told_to is None:
        return []
    is_asked = occasion is Occasion.QUESTION_ASKED
    service = question.to_service if is_asked else question.from_service
    council = question.to_council if is_asked else question.from_council
    role = question.to_role if is_asked else SPOC if not (service or council) else ""
    told_to = addressed(
        pack.data,
        told_to,
        is_service=service is not None,
        organisation=council.code if council else "",
        role=role,
    )
    if not told_to.recipients:
        return []
    values = {
        "area": question.area.name,
        "front_door": question.area.front_door,
        "reference": question.case.reference,
        "today": said(on),
        "asked_on": said(question.asked_on),
        "reply_by": said(question.due_on),
        "link": link(question.case_id),
    }
    letter = Letter(
        area=question.area_id, case=question.case_id, key=f"{occasion}:{question.pk}", pack=pack.pk,
        template=told_to.template, sender=told_to.sender, recipient="", values=values,
        service=service.code if service else "", service_id=service.pk if service else None,
    )  # fmt: skip
    return list(to_each(letter, pack.data, told_to.recipients, told_to.copies))
