"""The letters about a case opened in an emergency: to two people, by the reference of the opening alone (A15).

An opening never waits for its letters, and no fault of an area's pack or of a mail server shuts the door: the opening
itself is committed, and the worker finds each that has no letters yet, however long it was away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import memberships
from goldenthread.audit.action import action
from goldenthread.cases.models import Emergency
from goldenthread.cases.queries import short
from goldenthread.cases.review_emergency.queries import opened_on
from goldenthread.design.words import moment
from goldenthread.directory.queries import current_pack
from goldenthread.post.actions.writing import write
from goldenthread.post.letters import Letter, played_by, to_each
from goldenthread.rules.access import Given, Permission, Role, may
from goldenthread.rules.emergencies import escalations, review_by, see_to_it_by, waited
from goldenthread.rules.occasions import Occasion, sending
from goldenthread.rules.words import counted, listed, said


@action(needs=Given.SYSTEM)
def alert(*, by: User, on: date) -> int:
    """Tell of every opening that nobody has reviewed, once; and again while its review is late. How many letters.

    Two workers at once tell each once: the openings are locked, and a letter is known by its key.
    """
    waiting = Emergency.objects.filter(reviewed_at__isnull=True).order_by("opened_at", "pk")
    rows = waiting.select_for_update(of=("self",), skip_locked=True).select_related("area", "relation")
    letters = [letter for row in rows for letter in _of(row, on)]
    return len(write(letters=letters, by=by, on=on))


def _of(opening: Emergency, on: date) -> Iterator[Letter]:
    """The letters about one opening that should have been written by this day."""
    day = opened_on(opening.opened_at)
    words = _words(opening, on)
    yield from _letters(
        Occasion.EMERGENCY_OPENED, opening, {**words, "reply_by": said(review_by(day))}, f"{opening.pk}"
    )
    if times := escalations(day, on):
        late = {"reply_by": said(see_to_it_by(on)), "waited": counted(waited(day, on), "working day")}
        yield from _letters(Occasion.EMERGENCY_OVERDUE, opening, {**words, **late}, f"{times}:{opening.pk}")


def _letters(occasion: Occasion, opening: Emergency, values: Mapping[str, str], key: str) -> Iterator[Letter]:
    """One for each of those whom the area's pack names, with where they read more."""
    pack = current_pack(opening.area_id)
    told_to = sending(pack.data, occasion) if pack else None
    if pack is None or told_to is None:
        return
    letter = Letter(
        area=opening.area_id, case=opening.case_id, emergency=opening.pk, key=f"{occasion}:{key}", pack=pack.pk,
        template=told_to.template, sender=told_to.sender, recipient="", values=values, stops=True,
    )  # fmt: skip
    for each in to_each(letter, pack.data, told_to.recipients, told_to.copies):
        link = _link(pack.data, each.recipient, opening)
        yield replace(each, values={**each.values, "link": link})


def _words(opening: Emergency, on: date) -> dict[str, str]:
    """What is told of it: who, when and until when; of the case nothing, and nothing of what they wrote."""
    who = User.objects.get(pk=opening.opened_by)
    roles = [Role(held.role).label for held in memberships(who)]
    return {
        "area": opening.area.name,
        "front_door": opening.area.front_door,
        "opening": short(opening.pk),
        "opened_by": f"{who.name} ({listed(roles, none='with no role any more')})",
        "opened_at": moment(opening.opened_at),
        "open_until": moment(opening.relation.open_until),
        "today": said(on),
    }


def _link(pack: Mapping[str, Any], role: str, opening: Emergency) -> str:
    """Whoever reviews is led to the opening; whoever is told of it, to where it stands whether it was reviewed."""
    part = played_by(pack, role)
    if part and may([Role(part)], Permission.REVIEW_EMERGENCY):
        return f"{settings.PUBLIC_URL}{reverse('cases:review_emergency', args=[opening.pk])}"
    return f"{settings.PUBLIC_URL}{reverse('desk:health')}"
