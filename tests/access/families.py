"""Two households of one child, fourteen times: who was let in, who is kept out, and what each may come upon.

The table is written by hand, apart from the rules. `finds` names the households (address, telephone and name of that
carer) that somebody may come upon anywhere; `None`: they are told that there is no such case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from goldenthread.accounts.actions import invite, join
from goldenthread.accounts.models import User
from goldenthread.cases.actions import restrict, share, unshare
from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.documents.actions import upload
from goldenthread.documents.checks.tests.made import png
from goldenthread.people.actions import add_carer
from goldenthread.rules.access import Basis, Role, Section

SCAN = {"content": png(), "file_name": "scan.png"}
RECEIVED = date(2026, 9, 7)
PAST = date(2026, 9, 30)
CONSENT, RESPONSIBLE, YOUNG = Basis.CONSENT, Basis.PARENTAL_RESPONSIBILITY, Basis.YOUNG_PERSON
ABSENT = None


@dataclass(frozen=True, slots=True)
class Let:
    """Somebody is let in on a ground, for all that it opens or some parts; perhaps until a day, or it was ended."""

    basis: Basis
    parts: tuple[Section, ...] = ()
    until: date | None = None
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody is kept out, of the whole case or one part; perhaps until a day (`TODAY`: until today's end)."""

    whom: str
    reason: str
    part: Section | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Fixture:
    """One family. `roles` are of those who are no parents; `also` a second role of somebody, in the child's school."""

    name: str
    let_in: dict[str, Let]
    finds: dict[str, set[str] | None]
    kept_out: tuple[Kept, ...] = ()
    roles: dict[str, Role] = field(default_factory=dict)
    also: dict[str, Role] = field(default_factory=dict)


TODAY = date(1, 1, 1)
"""Stands for the database's own today, by which a restriction ends."""
BOTH = {"mother": Let(RESPONSIBLE), "father": Let(RESPONSIBLE)}
APART: dict[str, set[str] | None] = {"mother": {"mother"}, "father": {"father"}}
FAMILIES = (
    Fixture("parents live apart", BOTH, APART),
    Fixture(
        "parental responsibility was removed",
        {"mother": Let(RESPONSIBLE), "father": Let(RESPONSIBLE, is_ended=True)},
        {"mother": {"mother"}, "father": ABSENT},
    ),
    Fixture(
        "a court keeps the father out",
        BOTH,
        {"mother": {"mother"}, "father": ABSENT},
        (Kept("father", "court-order"),),
    ),
    Fixture(
        "the mother is in a refuge",
        BOTH,
        {"mother": {"mother"}, "father": set()},
        (Kept("father", "safeguarding", Section.HOUSEHOLD),),
    ),
    Fixture(
        "a step-parent has no parental responsibility",
        BOTH | {"stepfather": Let(CONSENT)},
        APART | {"stepfather": set()},
    ),
    Fixture(
        "a grandparent cares for the child, by consent",
        {"mother": Let(RESPONSIBLE), "grandmother": Let(CONSENT)},
        {"mother": {"mother"}, "father": ABSENT, "grandmother": set()},
    ),
    Fixture(
        "the father lives abroad and was let in until a day that is past",
        {"mother": Let(RESPONSIBLE), "father": Let(RESPONSIBLE, until=PAST)},
        {"mother": {"mother"}, "father": ABSENT},
    ),
    Fixture(
        "the father was let in to the child's particulars alone",
        {"mother": Let(RESPONSIBLE), "father": Let(RESPONSIBLE, (Section.CHILD,))},
        {"mother": {"mother"}, "father": set()},
    ),
    Fixture(
        "an advocate speaks for the mother",
        BOTH | {"advocate": Let(CONSENT)},
        APART | {"advocate": set()},
        roles={"advocate": Role.ADVOCATE},
    ),
    Fixture(
        "the young person wants neither parent to see",
        BOTH | {"youth": Let(YOUNG)},
        {"mother": ABSENT, "father": ABSENT, "youth": set()},
        (Kept("mother", "wish"), Kept("father", "wish")),
        roles={"youth": Role.YOUNG_PERSON},
    ),
    Fixture(
        "a foster carer, and a mother who may not know where",
        {"mother": Let(RESPONSIBLE), "foster carer": Let(RESPONSIBLE)},
        {"mother": {"mother"}, "foster carer": {"foster carer"}},
    ),
    Fixture(
        "the father was kept out until a day that is past, his sister is until today",
        BOTH | {"aunt": Let(RESPONSIBLE)},
        APART | {"aunt": ABSENT},
        (Kept("father", "court-order", until=PAST), Kept("aunt", "court-order", until=TODAY)),
    ),
    Fixture("the father is the school's SENCO too", BOTH, APART, also={"father": Role.SENCO}),
    Fixture("the father is a social worker too", BOTH, APART, also={"father": Role.SOCIAL_WORKER}),
)
WORDS = (
    "Alder", "Birch", "Cedar", "Damson", "Elder", "Fuchsia", "Gorse", "Hazel", "Iris", "Juniper", "Kelp", "Laurel",
    "Maple", "Nettle",
)  # fmt: skip
OTHERS = {Role.SENCO: "school", Role.SOCIAL_WORKER: "council"}


@dataclass(frozen=True, slots=True)
class Family:
    """A fixture that was lived: its case, its people, and the words by which each household is known."""

    fixture: Fixture
    case: Case
    people: dict[str, User]
    canaries: dict[str, set[str]]
    things: dict[str, Any]


def lived(story: Story, fixture: Fixture, today: date) -> Family:
    """The family through the real actions, as whoever may do each."""
    word = WORDS[FAMILIES.index(fixture)]
    child = story.given_a_child(f"{word}fore", f"{word}sur", school=story.cast.school)
    request = story.given_a_request(RECEIVED, child=child, reference=f"GT/{word}/1")
    (asked,) = story.given_advice_is_sought(RECEIVED, "SLT", request=request)
    done: dict[str, Any] = {"by": story.cast.spoc, "on": RECEIVED}
    people, canaries = {}, {}
    for turn, who in enumerate(fixture.finds):
        people[who] = _account(story, fixture, who, f"{word}{who.replace(' ', '')}")
        if who in fixture.roles:
            continue
        canaries[who] = _carer(child, people[who], who, f"01632 96{WORDS.index(word):02}{turn:02}", done)
    for who, let in fixture.let_in.items():
        _let_in(request.case, people[who], let, done)
    for kept in fixture.kept_out:
        until = today if kept.until == TODAY else kept.until
        out: dict[str, Any] = {"person": people[kept.whom], "reason": kept.reason, "section": kept.part}
        restrict(case=request.case, **out, ends_on=until, by=story.cast.manager, on=RECEIVED)
    about = {
        "case_id": request.case_id,
        "child_id": child.pk,
        "request_id": request.pk,
        "advice_id": asked.pk,
    }
    paper = upload(case=request.case, title="Advice", kind="advice", section=Section.ADVICE, **SCAN, **done)
    about |= {"document_id": paper.pk, "version_id": paper.versions.get().pk}
    if "mother" in people:
        letter = {
            "title": f"Letter to {people['mother'].name}",
            "kind": "letter",
            "section": Section.HOUSEHOLD,
        }
        upload(case=request.case, **letter, **SCAN, **done)
    service = {"about": asked.pk, "service_id": asked.service_id, "limit": "advice", "step": "chase"}
    return Family(fixture, request.case, people, canaries, {**about, **service})


def _account(story: Story, fixture: Fixture, who: str, name: str) -> User:
    done: dict[str, Any] = {"by": story.cast.tick, "on": RECEIVED}
    user = invite(email=f"{name.lower()}@family.example", name=name, password=None, **done)
    join(user=user, organisation=None, role=fixture.roles.get(who, Role.PARENT), **done)
    if role := fixture.also.get(who):
        body = story.cast.school if OTHERS[role] == "school" else story.cast.council
        join(user=user, organisation=body, role=role, **done)
    return user


def _carer(child: Any, person: User, who: str, phone: str, done: dict[str, Any]) -> set[str]:
    """The household's own words: the name, the address and the number, with and without its spaces."""
    words = {"name": person.name, "email": person.email, "phone": phone, "relationship": who.capitalize()}
    add_carer(child=child, **words, account=person, **done)
    return {person.name, person.email, phone, phone.replace(" ", "")}


def _let_in(case: Case, person: User, let: Let, done: dict[str, Any]) -> None:
    given: dict[str, Any] = {"basis": let.basis, "sections": let.parts or None, "ends_on": let.until}
    relation = share(case=case, person=person, **given, **done)
    if let.is_ended:
        unshare(relation=relation, by=done["by"], on=RECEIVED + timedelta(days=1))
