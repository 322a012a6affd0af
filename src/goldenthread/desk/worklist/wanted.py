"""What a worklist is asked for, read from its address: nonsense there asks for everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from goldenthread.deadlines.awaited import Deed
from goldenthread.deadlines.queries import SORTS, Wanted
from goldenthread.design.listing import page_asked

DEFAULT_SORT = "due"
LISTS = (
    "open",
    "overdue",
    "week",
    "unacknowledged",
    "before-go-live",
    "held",
    "not-known",
    "broken",
    "refused",
    "returned",
    "all",
)
KEPT = ("due", "area", "service", "school", "step", "found", "sort")


class Rights(StrEnum):
    """What waits for a case as a whole, and for no request of it."""

    CONFIRM = "rights"


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the worklist: which list, how narrowed, which page; `query` leads back to it.

    `is_stale`: it leads to a search whose words are no longer kept.
    """

    wanted: Wanted
    deed: Deed | Rights | None
    page: int
    query: Mapping[str, str]
    is_stale: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the list itself was asked for."""
        return any(self.query.get(name) for name in KEPT if name not in ("due", "sort"))


def asked(query: Mapping[str, str], search: str = "") -> Asked:
    """Read an address such as ?due=overdue&service=…&found=…&page=2; `search` is what `found` stands for."""
    kept = {name: query[name].strip() for name in KEPT if query.get(name, "").strip()}
    is_stale = bool(kept.get("found")) and not search
    if is_stale:
        del kept["found"]
    due = kept.get("due", "open")
    sort = kept.get("sort", DEFAULT_SORT)
    wanted = Wanted(
        due=due if due in LISTS else "open",
        area=_id(kept.get("area")),
        service=_id(kept.get("service")),
        school=_id(kept.get("school")),
        step=kept.get("step", ""),
        search=search,
        sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else DEFAULT_SORT,
        is_descending=sort.startswith("-"),
    )
    return Asked(wanted, _deed(due), page_asked(query), kept, is_stale)


def _deed(due: str) -> Deed | Rights | None:
    if due in Deed.__members__.values():
        return Deed(due)
    return Rights(due) if due in Rights.__members__.values() else None


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
