"""The year that is rehearsed: read once, counted over the whole area, and listed for whoever may see its cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure, may
from goldenthread.audit.watch import saw
from goldenthread.cases.timelines import timelines
from goldenthread.database.acting import as_system
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.queries import ADVICE, visible
from goldenthread.deadlines.snapshot import refresh
from goldenthread.directory.models import Area
from goldenthread.directory.pack import Pack
from goldenthread.directory.queries import current_pack
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.ladder import ENDINGS, Ladder, ladder_from
from goldenthread.rules.refusals import Refused
from goldenthread.rules.rehearsal import Change, Letter, Sought, rehearsed, year_to
from goldenthread.rules.traces import Purpose

CHUNK = 5_000
READ = frozenset({Kind.ADVICE_SOUGHT, Kind.ADVICE_IMPORTED, Kind.LADDER_STARTED, Kind.STEP_RAISED})


class Place(NamedTuple):
    """Where a letter is counted: its step, the service that was asked, the first of the month."""

    step: str
    service: str
    month: date


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A year under two ladders: each letter of either, with the service asked, and what really was sent."""

    area: str
    pack_area: str
    now: Ladder
    then: Ladder
    since: date
    until: date
    changes: tuple[Change, ...]
    services: Mapping[str, str]
    really: Mapping[Place, int]
    words: Mapping[str, str]

    def place(self, change: Change, letter: Letter) -> Place:
        """Where a letter of either ladder is counted."""
        return Place(letter.step.code, self.services[change.about], letter.send_on.replace(day=1))


@dataclass(frozen=True, slots=True)
class Listed:
    """A letter with the child whom it is about, for whoever may see the case."""

    change: Change
    case_id: UUID
    child: str
    reference: str
    service: str


def rehearse(area: Area, pack: Pack, *, viewer: User, today: date) -> Rehearsal:
    """The last year under the ladder in force and under this pack's. Counted over the whole area: no child is read."""
    ensure(viewer, Permission.SET_UP, area.pk)
    version = current_pack(area.pk)
    if version is None:
        raise Refused(f"{area.name} has no pack in force. Load one with: goldenthread area load FILE.")
    now, then = ladder_from(version.data), pack.ladder
    since, until = year_to(today)
    kinds = READ | {Kind(kind) for ladder in (now, then) for step in ladder.steps for kind in step.stops}
    with as_system("counting"):
        asked = list(_asked(area.pk, since, kinds - set(ENDINGS)))
    changes = rehearsed(now, then, (each.sought for each in asked), since=since, until=until)
    return Rehearsal(
        area=area.name,
        pack_area=pack.area.name,
        now=now,
        then=then,
        since=since,
        until=until,
        changes=tuple(changes),
        services={each.sought.about: each.service for each in asked},
        really=_really(asked, since, until),
        words={**_words(version.data), **_words(pack.data)},
    )


def shown(rehearsal: Rehearsal, viewer: User, *, most: int) -> list[Listed] | None:
    """The letters on the page, `most` of them; None for a viewer who reads no case: to them they are counts."""
    return letters(rehearsal, viewer, most=most) if may(viewer, Permission.READ_CASES) else None


def taken(rehearsal: Rehearsal, viewer: User) -> list[Listed] | None:
    """The letters in a file; None for a viewer who takes no case out."""
    is_allowed = may(viewer, Permission.EXPORT)
    return letters(rehearsal, viewer, permission=Permission.EXPORT) if is_allowed else None


def letters(
    rehearsal: Rehearsal,
    viewer: User,
    *,
    permission: Permission = Permission.READ_CASES,
    most: int | None = None,
) -> list[Listed]:
    """The letters that change and are about cases that the viewer may see, the earliest first; `most` of them.

    Taken away as a file, it is every letter of either ladder.
    """
    is_file = permission is Permission.EXPORT
    wanted = [
        each for each in rehearsal.changes if is_file or each.now is None or each.then is None or each.days
    ]
    rows = visible(viewer, permission).filter(limit=ADVICE, about__in={each.about for each in wanted})
    names = ("about", "case_id", "case__child__forename", "case__child__surname", "case__reference")
    seen = {str(about): rest for about, *rest in rows.values_list(*names)}
    found = sorted(
        (each for each in wanted if each.about in seen), key=lambda each: (each.letter.send_on, each.about)
    )
    listed = [_listed(each, seen[each.about], rehearsal.services[each.about]) for each in found[:most]]
    purpose = Purpose.FILE if is_file else Purpose.LIST
    saw(viewer, cases={each.case_id for each in listed}, purpose=purpose)
    return listed


def _listed(change: Change, row: list[Any], service: str) -> Listed:
    case_id, forename, surname, reference = row
    return Listed(change, case_id, f"{forename} {surname}", reference, service)


class Asked(NamedTuple):
    """A request for advice: the label of its service, how it went, and the steps that were raised."""

    service: str
    sought: Sought
    raised: tuple[Fact, ...]


def _asked(area_id: UUID, since: date, kinds: Iterable[Kind]) -> Iterator[Asked]:
    """Every request for advice that a ladder could have written about since then. No name is read, so no viewer."""
    refresh()
    lasting = [
        Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": since}) for name in ("met_on", "ended_on")
    ]
    found = Deadline.objects.filter(*lasting, area=area_id, limit=ADVICE).order_by("case_id")
    columns = ("case_id", "about", "service__label", "starts_on", "due_on", "met_on", "ended_on")
    rows = list(found.values_list(*columns))
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        told = _told({row[0] for row in some}, kinds)
        for _, about, label, starts_on, due_on, met_on, ended_on in some:
            over = min((on for on in (met_on, ended_on) if on), default=None)
            yield _one(str(about), label, starts_on, due_on, over, told[str(about)])


def _told(case_ids: Iterable[UUID], kinds: Iterable[Kind]) -> defaultdict[str | None, list[Fact]]:
    told = defaultdict[str | None, list[Fact]](list)
    for _, facts in timelines(case_ids, (*kinds, Kind.FACT_CORRECTED)):
        for fact in effective(facts):
            told[fact.about].append(fact)
    return told


def _one(
    about: str, label: str, starts_on: date, due_on: date, over: date | None, facts: list[Fact]
) -> Asked:
    sought_on = next((fact.happened_on for fact in facts if fact.kind == Kind.ADVICE_SOUGHT), starts_on)
    moving = tuple(fact for fact in facts if fact.kind not in (Kind.ADVICE_SOUGHT, Kind.STEP_RAISED))
    raised = tuple(fact for fact in facts if fact.kind == Kind.STEP_RAISED)
    return Asked(label, Sought(about, sought_on, due_on, over, moving), raised)


def _really(asked: Iterable[Asked], since: date, until: date) -> Mapping[Place, int]:
    """The steps that were raised in that time, whatever ladder they belonged to."""
    return Counter(
        Place(fact.details["step"], each.service, fact.happened_on.replace(day=1))
        for each in asked
        for fact in each.raised
        if since <= fact.happened_on <= until
    )


def _words(data: Mapping[str, Any]) -> dict[str, str]:
    """What a pack calls its steps, roles and templates, by "role:spoc"."""
    named = (
        ("step", data["ladder"]["step"], "title"),
        ("role", data.get("role", []), "name"),
        ("template", data.get("template", []), "title"),
    )
    return {f"{kind}:{row['code']}": row[name] for kind, rows, name in named for row in rows}
