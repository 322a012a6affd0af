"""What the month counts: each figure's code, the words for it, and the report that holds them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from goldenthread.measures.month import Month


class Figure(StrEnum):
    """A figure of the month. Its code stands in the address of the list behind it."""

    RECEIVED = "received"
    KNOWN = "known"
    NOT_KNOWN = "not-known"
    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    RETURNED_IN_TIME = "returned-in-time"
    RETURNED_LATE = "returned-late"
    LATE_1_TO_7 = "late-1-to-7"
    LATE_8_TO_14 = "late-8-to-14"
    LATE_15_TO_28 = "late-15-to-28"
    LATE_OVER_28 = "late-over-28"
    EXCUSED = "excused"
    WITHDRAWN = "withdrawn"
    OUTSTANDING = "outstanding"
    OUTSTANDING_LATE = "outstanding-late"
    STEP = "step"
    CAUSE = "cause"

    @property
    def label(self) -> str:
        """What a column or tile calls it."""
        return WORDS[self][0]

    @property
    def meaning(self) -> str:
        """What exactly is counted."""
        return WORDS[self][1]

    @property
    def is_of_requests(self) -> bool:
        """Whether it counts the council's requests; the others count services asked."""
        return self in (Figure.RECEIVED, Figure.KNOWN, Figure.NOT_KNOWN)


WORDS: dict[Figure, tuple[str, str]] = {
    Figure.RECEIVED: (
        "Requests received",
        "Requests of the council that reached the single point of contact in the month.",
    ),
    Figure.KNOWN: (
        "Known",
        "Of the requests received in the month, those of a child who was open to a service, or whose record "
        "there was closed on or after the same date a year before the request.",
    ),
    Figure.NOT_KNOWN: (
        "Not known",
        "Of the requests received in the month, those that are not counted as known.",
    ),
    Figure.ASKED: (
        "Asked",
        "Services asked for advice on the requests received in the month: one for each service asked.",
    ),
    Figure.ACKNOWLEDGED: (
        "Acknowledged",
        "Of those asked, the ones whose service has said that it has the request.",
    ),
    Figure.RETURNED: ("Returned", "Advice that came back in the month, whenever it was asked for."),
    Figure.RETURNED_IN_TIME: (
        "Returned in time",
        "Of the advice returned in the month, what came within six weeks of the council's request reaching the single "
        "point of contact.",
    ),
    Figure.RETURNED_LATE: (
        "Returned late",
        "Of the advice returned in the month, what came after the six weeks.",
    ),
    Figure.LATE_1_TO_7: (
        "1 to 7 days late",
        "Returned in the month 1 to 7 calendar days after the six weeks.",
    ),
    Figure.LATE_8_TO_14: (
        "8 to 14 days late",
        "Returned in the month 8 to 14 calendar days after the six weeks.",
    ),
    Figure.LATE_15_TO_28: (
        "15 to 28 days late",
        "Returned in the month 15 to 28 calendar days after the six weeks.",
    ),
    Figure.LATE_OVER_28: (
        "Over 28 days late",
        "Returned in the month more than 28 calendar days after the six weeks.",
    ),
    Figure.EXCUSED: (
        "Exemption claimed",
        "Requests for advice on which an exemption of the law was first claimed in the month. It excuses lateness; "
        "it moves no date, and the advice is still counted as late.",
    ),
    Figure.WITHDRAWN: ("Withdrawn", "Requests for advice taken back in the month, before any advice came."),
    Figure.OUTSTANDING: (
        "Outstanding",
        "Advice that was neither returned nor withdrawn at the end of the month, whenever it was asked for.",
    ),
    Figure.OUTSTANDING_LATE: ("Outstanding and late", "Of the outstanding, what was past its six weeks."),
    Figure.STEP: (
        "Outstanding by step",
        "The outstanding at the end of the month, by the last step of the ladder that was taken by then.",
    ),
    Figure.CAUSE: (
        "Reasons for lateness",
        "Requests for advice whose lateness was explained in the month, by the cause that was given.",
    ),
}

BANDS = (Figure.LATE_1_TO_7, Figure.LATE_8_TO_14, Figure.LATE_15_TO_28, Figure.LATE_OVER_28)
NO_STEP = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Services asked, and what came back: of one service, or of all."""

    asked: int = 0
    acknowledged: int = 0
    returned: int = 0
    returned_in_time: int = 0
    returned_late: int = 0
    late_1_to_7: int = 0
    late_8_to_14: int = 0
    late_15_to_28: int = 0
    late_over_28: int = 0
    median_days_late: float | None = None
    excused: int = 0
    withdrawn: int = 0
    outstanding: int = 0
    outstanding_late: int = 0
    outstanding_by_step: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)

    def of(self, figure: Figure) -> int:
        """One figure by its code."""
        return int(getattr(self, figure.name.lower()))

    @property
    def percent_in_time(self) -> int | None:
        """What share of the returned came in time, rounded; none where nothing was returned."""
        return percent(self.returned_in_time, self.returned)


@dataclass(frozen=True, slots=True)
class Service:
    """One active service and its counts. `has_data` is false where nothing was ever recorded of it (S0-31)."""

    code: str
    label: str
    name: str
    provider: str
    has_data: bool
    counts: Counts


@dataclass(frozen=True, slots=True)
class Received:
    """One month's requests, and how many of them were known (S1-39, S1-40)."""

    month: Month
    requests: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitrep:
    """The month's situation report of one area, as it was counted at one moment."""

    area: str
    area_name: str
    front_door: str
    month: Month
    counted_at: datetime
    is_over: bool
    requests_received: int
    known: int
    services: tuple[Service, ...]
    total: Counts
    requests_by_month: tuple[Received, ...]
    steps: tuple[tuple[str, str], ...]
    causes: tuple[tuple[str, str], ...]

    @property
    def not_known(self) -> int:
        """The requests received that are not counted as known."""
        return self.requests_received - self.known

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all happened in the month or was outstanding at its end."""
        return not (
            self.requests_received or self.total.asked or self.total.returned or self.total.outstanding
        )

    def as_json(self) -> dict[str, Any]:
        """What `goldenthread sitrep --format json` answers."""
        return {
            "area": self.area,
            "area_name": self.area_name,
            "month": self.month.code,
            "counted_at": self.counted_at.isoformat(timespec="seconds"),
            "month_is_over": self.is_over,
            "requests_received": self.requests_received,
            "known": self.known,
            "not_known": self.not_known,
            "services": [
                {
                    "service": each.label,
                    "code": each.code,
                    "name": each.name,
                    "provider": each.provider,
                    "has_data": each.has_data,
                    **_counts(each.counts),
                }
                for each in self.services
            ],
            "all_services": _counts(self.total),
            "requests_by_month": [
                {"month": each.month.code, "requests_received": each.requests, "known": each.known}
                for each in self.requests_by_month
            ],
            "steps": dict(self.steps),
            "causes": dict(self.causes),
        }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "asked": counts.asked,
        "acknowledged": counts.acknowledged,
        "returned": counts.returned,
        "returned_in_time": counts.returned_in_time,
        "returned_late": counts.returned_late,
        "days_late": {
            "1-7": counts.late_1_to_7,
            "8-14": counts.late_8_to_14,
            "15-28": counts.late_15_to_28,
            "over-28": counts.late_over_28,
            "median": counts.median_days_late,
        },
        "excused": counts.excused,
        "withdrawn": counts.withdrawn,
        "outstanding": counts.outstanding,
        "outstanding_late": counts.outstanding_late,
        "outstanding_by_step": counts.outstanding_by_step,
        "reasons": counts.reasons,
    }


def percent(part: int, whole: int) -> int | None:
    """A share in whole per cent, a half rounded up; none of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None
