"""How ids and codes are said in the sentence of an entry."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from goldenthread.directory import queries as directory
from goldenthread.rules.exemptions import LABELS
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.reasons import Withdrawal


def names(area_id: UUID, facts: Iterable[Fact]) -> dict[str, str]:
    """The words of the area and of the rules, and for each service asked its label."""
    services = directory.service_names([area_id])
    sought = [fact for fact in facts if fact.kind == Kind.ADVICE_SOUGHT]
    return {
        **_practice(area_id),
        **{ground.value: label for ground, label in LABELS.items()},
        **{reason.value: reason.label for reason in Withdrawal},
        **services,
        **{fact.about: services.get(fact.details["service"], "the service") for fact in sought if fact.about},
    }


def _practice(area_id: UUID) -> dict[str, str]:
    """What the area calls its roles, letters, steps, reminders and causes."""
    pack = directory.current_pack(area_id)
    data = pack.data if pack else {}
    rows = [*data.get("ladder", {}).get("step", []), *data.get("reminder", []), *data.get("cause", [])]
    titled = [*data.get("template", []), *rows]
    return {
        **{row["code"]: row["name"] for row in data.get("role", [])},
        **{row["code"]: row["title"] for row in titled},
    }
