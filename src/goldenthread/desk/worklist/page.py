"""The worklist page: the lists of a day's work with their counts, one page of one of them, and what to do if empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.deadlines.awaited import Deed
from goldenthread.deadlines.queries import COUNT_CAP
from goldenthread.design.listing import Column, Pages, address, sorted_columns
from goldenthread.design.page import Link, Page
from goldenthread.design.words import number
from goldenthread.desk.queries import MOST_FOUND
from goldenthread.desk.worklist.jobs import WAITED_FOR, Job
from goldenthread.desk.worklist.lines import Line
from goldenthread.desk.worklist.queries import FEW
from goldenthread.desk.worklist.wanted import DEFAULT_SORT, KEPT, Asked, Rights

SIZE = 50
THINGS: Mapping[str, tuple[str, str]] = {Rights.CONFIRM: ("young person", "young people")}
TITLES = {
    "overdue": "Overdue",
    "week": "Due this week",
    "unacknowledged": "Not acknowledged by the service",
    "before-go-live": "Late before go-live",
    "held": "Held for health advice",
    "not-known": "On the not-known route",
    "broken": "Promise not kept",
    "refused": "Will not be given",
    "open": "All open",
    Deed.ACKNOWLEDGE: "Requests to acknowledge",
    Deed.SEEK: "Advice to seek",
    Deed.LOOK: "Records to look up",
    Rights.CONFIRM: "Rights passed to the young person",
    "returned": "Advice received",
    "all": "Every request for advice",
}
SUBJECTS = {
    "overdue": "Requests for advice whose six weeks are over.",
    "week": "Requests for advice that fall due today or within seven days.",
    "unacknowledged": "The service has not yet said that it has the request.",
    "before-go-live": "Late when it was imported. Steps due before then are never taken: start the ladder on the case.",
    "held": "The council waits with a draft or a plan for this advice. The statutory clock is still running.",
    "not-known": "The service does not know the child, or lets them wait. The request stays open, its six weeks run "
    "on, and somebody refers the child, decides, or gives the advice next.",
    "broken": "The head of the service promised the advice by a day that is past, and it has not come, or took the "
    "promise back. They are asked anew by when it will.",
    "refused": "The head of the service decided that this advice will not be given. The request stays open and late: "
    "the council decides within five working days whether it still asks for it, or takes it back.",
    "open": "Every request for advice that is still awaited.",
    Deed.ACKNOWLEDGE: "Requests from a council that have not been acknowledged with the services that will respond.",
    Deed.SEEK: "The council was told that these services will respond, but they have not been asked yet.",
    Deed.LOOK: "Requests with records that nobody has looked into yet: ours, and those of teams that were asked to "
    "look. A child can be called not known to a service once each of its records was looked into.",
    Rights.CONFIRM: "Compulsory school age has ended, and the rights are the young person’s own. Somebody asks what "
    "they wish and who decides, and says what becomes of each parent’s access. Until then nobody’s access changes.",
    "returned": "Requests for advice that were answered.",
    "all": "Open, answered and withdrawn.",
}
EMPTY = {
    "overdue": "No advice is overdue. See what falls due this week.",
    "week": "No advice falls due within seven days.",
    "unacknowledged": "Every service has acknowledged what it was asked.",
    "before-go-live": "No advice waits for its ladder to be started by hand.",
    "held": "No plan waits for health’s advice.",
    "not-known": "No request is on the not-known route.",
    "broken": "Every promise of advice was kept, or its day has not come.",
    "refused": "Health has refused no advice that is still asked for.",
    "open": "No advice is awaited. When a council's request arrives, receive it here.",
    Deed.ACKNOWLEDGE: "Every council request has been acknowledged.",
    Deed.SEEK: "Every service that was promised to a council has been asked.",
    Deed.LOOK: "Every record was looked into, for every request that still waits for advice.",
    Rights.CONFIRM: "Every young person over compulsory school age was asked.",
    "returned": "No advice has been received yet.",
    "all": "No advice has been sought yet. Receive a council's request, or import the tracker that you keep today.",
}
MORE = f"Only the first {MOST_FOUND} are shown. Type more of the name to find the others."
RARE = ("broken", "refused", "before-go-live", "held", "not-known", "acknowledge", "seek", "look", "rights")
"""Lists that are shown where something is on them."""
NEXT = {"overdue": ("See what is due this week", "week"), "week": ("See all open requests", "open")}
COLUMNS = (
    Column("Child", "child"),
    Column("Reference", "reference"),
    Column("Service", "service"),
    Column("Area"),
    Column("Received", "received"),
    Column("Due", "due"),
    Column("Step reached", "step"),
    Column("Waiting for"),
    Column("What happens next"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of a day's lists: what it is called, how many are on it, and whether it is this one."""

    text: str
    count: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Capped(Pages):
    """Counting stops at a cap: beyond it a list is to be narrowed, not paged through."""

    @property
    def summary(self) -> str:
        """How far this page goes: 1 to 50 of 10,000+ requests."""
        if self.total <= COUNT_CAP:
            return Pages.summary.fget(self)  # type: ignore[attr-defined, no-any-return]
        end = min(self.offset + self.size, self.total)
        return f"Showing {number(self.offset + 1)} to {number(end)} of {number(COUNT_CAP)}+ {self.thing}s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist(Page):
    """What the worklist shows. `lines` or `jobs` is empty, as the list is of one kind or the other."""

    subject: str
    tabs: tuple[Tab, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    jobs: tuple[Job, ...]
    job_columns: tuple[str, ...]
    is_jobs: bool
    pages: Capped
    clear: str
    exports: tuple[tuple[str, str], ...]
    lists_href: str
    has_area: bool
    referrals: tuple[Link, ...]
    post: tuple[Link, ...]
    mail: tuple[Link, ...]
    also: tuple[Link, ...]
    also_more: str
    empty: str
    empty_action: str
    empty_href: str


def worklist(
    *, asked: Asked, tallies: Mapping[str, int], waiting: Mapping[Deed | Rights, int], total: int,
    lines: tuple[Line, ...] = (), jobs: tuple[Job, ...] = (), referrals: tuple[Link, ...] = (),
    post: tuple[Link, ...] = (), mail: tuple[Link, ...] = (), also: tuple[Link, ...] = (), has_area: bool,
    may_export: bool, receive_href: str, lists_href: str = "",
) -> Worklist:  # fmt: skip
    """The page of one list."""
    here = asked.deed or asked.wanted.due
    return Worklist(
        title="Worklist",
        caption=TITLES[here],
        subject=SUBJECTS[here],
        tabs=_tabs(asked, tallies, waiting),
        columns=_columns(asked, has_area),
        lines=lines,
        jobs=jobs,
        job_columns=_job_columns(asked, has_area),
        is_jobs=asked.deed is not None,
        pages=Capped(asked.page, SIZE, total, asked.query, *THINGS.get(here, ())),
        clear=address({}, due=asked.query.get("due", "")),
        exports=_exports(asked) if may_export and lines else (),
        lists_href=lists_href if lines else "",
        has_area=has_area,
        referrals=referrals,
        post=post,
        mail=mail,
        also=also,
        also_more=MORE if len(also) >= MOST_FOUND else "",
        **_when_empty(here, asked, receive_href),
    )


def _tabs(asked: Asked, tallies: Mapping[str, int], waiting: Mapping[Deed | Rights, int]) -> tuple[Tab, ...]:
    here = asked.deed or asked.wanted.due
    kept = {name: value for name, value in asked.query.items() if name in KEPT and name != "due"}
    counts = [
        (name, tallies[name.replace("-", "_")], COUNT_CAP)
        for name in (
            "overdue",
            "broken",
            "refused",
            "week",
            "unacknowledged",
            "before-go-live",
            "held",
            "not-known",
            "open",
        )
    ]
    counts += [(deed, count, CAPS.get(deed, COUNT_CAP)) for deed, count in waiting.items()]
    return tuple(
        Tab(
            TITLES[name], capped(count, cap), address({} if name in waiting else kept, due=name), name == here
        )
        for name, count, cap in counts
        if count or name == here or name not in RARE
    )


CAPS: Mapping[str, int] = {Rights.CONFIRM: FEW}


def capped(count: int, cap: int) -> str:
    """230, or 10,000+."""
    return f"{number(cap)}+" if count > cap else number(count)


def _columns(asked: Asked, has_area: bool) -> tuple[Column, ...]:
    shown = [column for column in COLUMNS if has_area or column.text != "Area"]
    return sorted_columns(shown, asked.query, DEFAULT_SORT)


def _job_columns(asked: Asked, has_area: bool) -> tuple[str, ...]:
    who = WAITED_FOR.get(asked.deed or Deed.ACKNOWLEDGE, "Council")
    since = "School age ended" if asked.deed is Rights.CONFIRM else "Received"
    return ("Child", "Reference", *(["Area"] if has_area else []), since, who, "What happens next", "By")


def _exports(asked: Asked) -> tuple[tuple[str, str], ...]:
    query = address(asked.query)
    return (
        ("Download as a spreadsheet (XLSX)", f"worklist.xlsx{query}"),
        ("Download as CSV", f"worklist.csv{query}"),
    )


def _when_empty(here: str, asked: Asked, receive_href: str) -> dict[str, Any]:
    """What to say and to do where there is nothing."""
    action, href = _instead(here, asked, receive_href)
    told = "Nothing here fits what you filtered by." if asked.is_narrowed else EMPTY[here]
    return {"empty": told, "empty_action": action, "empty_href": href}


def _instead(here: str, asked: Asked, receive_href: str) -> tuple[str, str]:
    """What to do there: loosen the filter, look at the next list, or receive a request."""
    if asked.is_narrowed:
        return "Clear the filters", address({}, due=asked.query.get("due", ""))
    if here in NEXT:
        text, due = NEXT[here]
        return text, address({}, due=due)
    return ("Receive a request", receive_href) if receive_href else ("", "")
