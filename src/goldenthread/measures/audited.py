"""The audit of one area's non-returns in a period, as it was counted at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.measures.period import Period
from goldenthread.measures.returns import CAUSE, GROUND, NO_REASON, OPEN_ENDED, Part, Tally
from goldenthread.rules.outcomes import GROUNDS, Answer
from goldenthread.rules.words import inside

B = f"{Answer.NOT_PROVIDED}."


@dataclass(frozen=True, slots=True)
class Service:
    """One active service and its numbers. `has_data` is false where nothing was ever recorded of it (S0-31)."""

    code: str
    label: str
    has_data: bool
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Who reads it, which days it is about, and what was counted. `causes` are the area's, with their words."""

    area: str
    area_name: str
    front_door: str
    readers: tuple[str, ...]
    period: Period
    counted_at: datetime
    is_over: bool
    services: tuple[Service, ...]
    total: Tally
    causes: tuple[tuple[str, str], ...]

    @property
    def reasons(self) -> dict[str, str]:
        """Every reason that may be counted, in order, with those that only an earlier pack knows."""
        return reasons(self.causes, self.total.reasons)

    @property
    def given(self) -> dict[str, str]:
        """Every answer that was given in the period, in order: outcome A and B, each with its reason."""
        titles, order = self.reasons, list(self.reasons)
        found = sorted(self.total.given, key=lambda code: (code.startswith(B), _place(order, code)))
        return {code: answered(code, titles) for code in found}

    @property
    def is_empty(self) -> bool:
        """Whether nothing fell due in the period, was not returned at its end, or was answered in it."""
        return self.total.is_empty

    def as_json(self) -> dict[str, Any]:
        """What programs read."""
        return {
            "area": self.area,
            "area_name": self.area_name,
            "first_day": self.period.first.isoformat(),
            "last_day": self.period.last.isoformat(),
            "counted_at": self.counted_at.isoformat(timespec="seconds"),
            "period_is_over": self.is_over,
            "services": [
                {"service": each.label, "code": each.code, "has_data": each.has_data, **_numbers(each.tally)}
                for each in self.services
            ],
            "all_services": _numbers(self.total),
            "reasons": self.reasons,
            "answers": self.given,
        }


def reasons(causes: Iterable[tuple[str, str]], counted: Iterable[str] = ()) -> dict[str, str]:
    """The reasons by code: the area's causes, others that were counted, why no advice is given, and none given."""
    known = {f"{CAUSE}{code}": title for code, title in causes}
    grounds = {
        f"{GROUND}{ground}": f"Will not be given: {inside(label)}" for ground, label in GROUNDS.items()
    }
    gone = sorted({*counted} - {*known, *grounds, NO_REASON})
    return {
        **known,
        **{code: code.removeprefix(CAUSE) for code in gone},
        **grounds,
        NO_REASON: "No reason given",
    }


def answered(code: str, titles: Mapping[str, str]) -> str:
    """A: not enough staff for the requests; or B: advice that was given before still holds."""
    outcome, _, reason = code.partition(".")
    words = titles.get(reason, reason.removeprefix(CAUSE)).removeprefix("Will not be given: ")
    return f"{'B' if outcome == Answer.NOT_PROVIDED else 'A'}: {inside(words)}"


def _place(order: list[str], code: str) -> int:
    reason = code.partition(".")[2]
    return order.index(reason) if reason in order else len(order)


def _numbers(tally: Tally) -> dict[str, Any]:
    return {
        **{part.name.lower(): tally.of(part) for part in Part if part not in OPEN_ENDED},
        "median_days": tally.median_days,
        "longest_days": tally.longest_days,
        "reasons": dict(tally.reasons),
        "answers": dict(tally.given),
    }
