"""Whether what a letter tells of still stands as it leaves: it may have waited for days, or for its signature.

A letter's key names what it is for: the entry of the timeline or the question with which it was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.involvement import awaited
from goldenthread.rules.occasions import Occasion

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ENDED_BY = {Occasion.ACKNOWLEDGED.value: Kind.REQUEST_WITHDRAWN, Occasion.HELD.value: Kind.HOLD_ENDED}
OF_RECORDS = (Occasion.RECORDS_REQUESTED, Occasion.RECORDS_LATE)


def still_stands(key: str, told: Sequence[Fact]) -> bool:
    """Whether nothing that the letter tells of was struck out, answered or ended since; `told` is the timeline."""
    named = set(ID.findall(key))
    entries = [fact for fact in told if fact.id in named]
    standing = effective(told)
    if {fact.id for fact in entries} - {fact.id for fact in standing}:
        return False
    occasion = key.partition(":")[0]
    return not any(_is_overtaken(occasion, entry, standing) for entry in entries)


def _is_overtaken(occasion: str, entry: Fact, standing: Sequence[Fact]) -> bool:
    """The team that was asked to look has answered; the acknowledged request was withdrawn; the waiting is over."""
    of_request = [fact for fact in standing if fact.about == entry.about]
    if occasion in OF_RECORDS:
        return entry.id not in {fact.id for fact in awaited(of_request).values()}
    ended_by = ENDED_BY.get(occasion)
    return any(fact.kind == ended_by and fact.sequence > entry.sequence for fact in of_request)
