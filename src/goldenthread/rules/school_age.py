"""When compulsory school age ends and the rights of the Act pass from the parent to the young person.

A young person is over compulsory school age and under 25 (Children and Families Act 2014, section 83(2)). Compulsory
school age ends at the end of the school leaving date, the last Friday in June (Education Act 1996, section 8(3);
Education (School Leaving Date) Order 1997, SI 1997/1970): that of the school year in which the person becomes 16,
also for whoever has the birthday after it. We take a school year to begin on 1 September.

The law moves the rights and says nothing of who may read a record. So nobody's access changes by itself: a person asks
what the young person wishes and who decides, and says what becomes of each parent's access.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.offsets import Offset
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

AGE, SEPTEMBER, FRIDAY = 16, 9, 4
CONFIRM_WITHIN = Offset(weeks=2)
"""How soon after the day a young person is asked: practice, not law. Schools are still open then."""


class Capacity(StrEnum):
    """Whether the young person can decide about this, now. The value is stored.

    Everybody is taken to have capacity until it is shown that they have not (Mental Capacity Act 2005, section 1(2)).
    """

    HAS = "has"
    LACKS = "lacks"

    @property
    def label(self) -> str:
        return CAPACITIES[self]


CAPACITIES = {
    Capacity.HAS: "Yes, or nobody has shown that they cannot",
    Capacity.LACKS: "No: they lack the mental capacity to decide about this",
}


class Decider(StrEnum):
    """Who decides. The value is stored.

    Where a young person lacks capacity it is their representative, and without one the parent (Children and Families
    Act 2014, section 80; SEND Regulations 2014, regulation 64).
    """

    YOUNG_PERSON = "young-person"
    DEPUTY = "deputy"
    ATTORNEY = "attorney"
    PARENT = "parent"

    @property
    def words(self) -> str:
        return DECIDERS[self]


DECIDERS = {
    Decider.YOUNG_PERSON: "they decide themselves",
    Decider.DEPUTY: "a deputy of the Court of Protection decides in their place",
    Decider.ATTORNEY: "an attorney under a power of attorney decides in their place",
    Decider.PARENT: "a parent decides in their place, as there is no deputy and no attorney",
}


def leaving_date(year: int) -> date:
    """The school leaving date of a year: the last Friday in June."""
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - FRIDAY) % 7)


def ends_on(born_on: date) -> date:
    """The last day of compulsory school age; the rights are the young person's from its end."""
    return leaving_date(born_on.year + AGE + (born_on.month >= SEPTEMBER))


def confirmed(facts: Iterable[Fact]) -> Fact | None:
    """The entry that says what was confirmed, if one stands. `facts` are effective."""
    return next((fact for fact in facts if fact.kind == Kind.WISHES_CONFIRMED), None)


def is_open(facts: Sequence[Fact]) -> bool:
    """Whether a request of the case stands."""
    withdrawn = {fact.about for fact in facts if fact.kind == Kind.REQUEST_WITHDRAWN}
    return any(fact.kind == Kind.REQUEST_RECEIVED and fact.about not in withdrawn for fact in facts)


def ask_on(born_on: date | None, facts: Sequence[Fact]) -> date | None:
    """When the young person of a case is to be asked; None where nobody has to. `facts` are effective."""
    return ends_on(born_on) if born_on and is_open(facts) and not confirmed(facts) else None


def to_confirm(born_on: date | None, facts: Sequence[Fact], on: date) -> date | None:
    """Since when the young person is to be asked, where the day has come. `facts` are effective."""
    since = ask_on(born_on, facts)
    return since if since and since <= on else None


def check_time(born_on: date | None, on: date) -> date:
    """Since when the rights are the young person's own; refused while they are not, or where that is not known."""
    if born_on is None:
        raise Refused("The date of birth is not recorded. Enter it with the child’s particulars first.")
    if on < (since := ends_on(born_on)):
        raise Refused(
            f"Until {said(since)} the rights are the parents’. Ask on that day or later, and enter that day.",
            field="on",
        )
    return since


def check_decider(capacity: str, decides: str) -> Decider:
    """Who decides: the young person where they have capacity, else somebody in their place, who must be named."""
    if capacity not in list(Capacity):
        raise Refused("Choose whether they can decide about this.", field="capacity")
    if capacity == Capacity.HAS:
        return Decider.YOUNG_PERSON
    if decides not in (Decider.DEPUTY, Decider.ATTORNEY, Decider.PARENT):
        raise Refused("Choose who decides in their place.", field="decides")
    return Decider(decides)
