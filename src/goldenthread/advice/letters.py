"""The letters that leave when something is done about a request for advice, such as asking a service for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from goldenthread.advice.queries import Asking, askings
from goldenthread.post.letters import Letter, link, to_each
from goldenthread.rules.clocks import Clock, clocks
from goldenthread.rules.facts import Fact
from goldenthread.rules.letters import dated
from goldenthread.rules.occasions import Occasion, Sending, sending
from goldenthread.rules.words import said


def letters(
    occasion: Occasion,
    asked: Sequence[UUID],
    told: Sequence[Fact],
    *,
    stops: bool,
    words: Mapping[str, str] | None = None,
    fact: UUID | None = None,
    on: date,
) -> list[Letter]:
    """A letter for each of these requests for advice, where the area sends one on this occasion.

    `told` is their case's timeline with what was done just now; `stops` says that nobody wants the letter any more
    once the advice is here; `words` are merge fields of the occasion's own; `fact` is what it is about, where that is
    not the last that was told of the request for advice itself.
    """
    running = {clock.about: clock for clock in clocks(told)}
    found = askings(asked)
    return [
        letter
        for about in asked
        if (clock := running.get(str(about))) and (told_to := sending(found[about].pack, occasion))
        for letter in _letters(
            about, found[about], told_to, clock, stops, words or {}, _key(occasion, about, told, fact), on
        )
    ]


def _letters(
    about: UUID,
    asking: Asking,
    told_to: Sending,
    clock: Clock,
    stops: bool,
    words: Mapping[str, str],
    key: str,
    on: date,
) -> Iterator[Letter]:
    values = {
        **asking.values,
        **dated(clock.due_on, None, on),
        **words,
        "received_on": said(clock.starts_on),
        "link": link(asking.case),
    }
    letter = Letter(
        area=asking.area, case=asking.case, about=about, pack=asking.pack_id, service=asking.service,
        service_id=asking.service_id, key=key, template=told_to.template, sender=told_to.sender, recipient="",
        stops=stops, values=values, due_on=clock.due_on,
    )  # fmt: skip
    return to_each(letter, asking.pack, told_to.recipients, told_to.copies)


def _key(occasion: Occasion, about: UUID, told: Sequence[Fact], fact: UUID | None) -> str:
    """One letter for each time at which something was told: a service that is asked anew is written to anew."""
    if fact:
        return f"{occasion}:{about}:{fact}"
    latest = max((fact for fact in told if fact.about == str(about)), key=lambda fact: fact.sequence)
    return f"{occasion}:{latest.id}"
