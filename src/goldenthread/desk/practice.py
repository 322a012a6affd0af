"""An area's practice as screens need it: its ladder, and what its steps, roles and causes are called.

A loaded pack version never changes, so that it is kept once it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from goldenthread.desk.queries import pack_ids
from goldenthread.directory.queries import pack_data, services_named
from goldenthread.post import letters
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.ladder import Ladder, ladder_from


@dataclass(frozen=True, slots=True)
class Practice:
    """Names by code: steps and reminders, roles, causes of lateness; and of services, by id."""

    titles: Mapping[str, str]
    roles: Mapping[str, str]
    causes: Mapping[str, str]
    services: Mapping[str, str] = field(default_factory=dict)

    def title(self, code: str) -> str:
        """A step's or reminder's title; the code itself where no pack knows it."""
        return self.titles.get(code, code.replace("-", " "))

    def people(self, codes: Sequence[str]) -> str:
        """Roles by name, with commas between."""
        return ", ".join(self.roles.get(code, code) for code in codes)

    @property
    def names(self) -> dict[str, str]:
        """Everything by code, for the sentences of a timeline."""
        return {**self.roles, **self.causes, **self.titles}


def of_areas(area_ids: Iterable[UUID]) -> Practice:
    """The practice of several areas together; a newer version's wording wins."""
    return of_packs(pack_ids(area_ids))


def knowing(practice: Practice, told: Mapping[str, Iterable[Fact]]) -> Practice:
    """The practice with the names of the services to which children on these lists were referred."""
    ids = {
        fact.details["service"]
        for facts in told.values()
        for fact in facts
        if fact.kind == Kind.ADVICE_REFERRED
    }
    return replace(practice, services=services_named(ids)) if ids else practice


def of_packs(packs: Iterable[UUID | str]) -> Practice:
    """The practice of these pack versions together; a later one's wording wins."""
    titles: dict[str, str] = {}
    roles: dict[str, str] = {}
    causes: dict[str, str] = {}
    for pack in packs:
        one, _ = _read(str(pack))
        titles.update(one.titles)
        roles.update(one.roles)
        causes.update(one.causes)
    return Practice(titles, roles, causes)


def ladder(pack: UUID | str) -> Ladder:
    """The ladder of one pack version."""
    return _read(str(pack))[1]


@lru_cache(maxsize=256)
def _read(pack: str) -> tuple[Practice, Ladder]:
    data = pack_data([pack])[pack]
    return practice_from(data), ladder_from(data)


BUILT_IN = {code: each.title for code, each in letters.BUILT_IN.items()}


def practice_from(data: Mapping[str, Any]) -> Practice:
    """The words of one pack's data."""
    rows = [*data.get("template", []), *data["ladder"]["step"], *data.get("reminder", [])]
    return Practice(
        {**BUILT_IN, **{row["code"]: row["title"] for row in rows}},
        {row["code"]: row["name"] for row in data.get("role", [])},
        {row["code"]: row["title"] for row in data.get("cause", [])},
    )
