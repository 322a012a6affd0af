"""A scope that somebody forgot is stopped by the database: each replaced by "all", nobody's case is seen (A09).

Where a query reads as a system account the policies stop nothing: there the matrix has the page of another area.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from inspect import isfunction, signature
from itertools import product
from types import ModuleType
from typing import Any

import pytest
from django.db.models import QuerySet, Value
from django.test import Client

from goldenthread.accounts import queries as accounts
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import Scope, members
from goldenthread.advice import queries as advice
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases import queries as cases
from goldenthread.cases.lift import queries as lift
from goldenthread.cases.models import Case, Emergency, Restriction
from goldenthread.cases.review_emergency import queries as review
from goldenthread.database.acting import as_system
from goldenthread.deadlines import queries as deadlines
from goldenthread.deadlines.models import Awaited, Deadline
from goldenthread.desk.trace import queries as trace
from goldenthread.directory.models import Area, Organisation
from goldenthread.documents import queries as documents
from goldenthread.documents.models import Document
from goldenthread.inbox import queries as inbox
from goldenthread.inbox.models import Mail
from goldenthread.intake.models import Question
from goldenthread.intake.questions import queries as questions
from goldenthread.people import queries as people
from goldenthread.people.models import Carer, Child
from goldenthread.post import queries as post
from goldenthread.post.models import Message
from goldenthread.rules.access import Permission, Role
from tests.access.asking import addresses, browsers
from tests.access.leaks import LONG, text
from tests.access.test_leaks import every_address, leaks
from tests.access.world import World

pytestmark = pytest.mark.django_db


def everything(model: Any) -> Callable[..., QuerySet[Any]]:
    """A query that has forgotten who asks."""
    return lambda viewer, *_, **__: model.objects.all()


def every_letter(viewer: User, *_: object, **__: object) -> QuerySet[Any]:
    return Message.objects.annotate(is_silent=Value(False))


def unscoped(
    rows: QuerySet[Any], viewer: User, permission: Permission = Permission.READ_CASES, **_: Any
) -> Any:
    return rows


def reaching_everything(viewer: User, *_: object) -> Scope:
    """A scope that has forgotten both who asks and for what."""
    with as_system("tester"):
        areas = frozenset(Area.objects.values_list("pk", flat=True))
    return Scope(areas=areas, reached=areas)


MUTANTS: dict[str, tuple[Callable[..., Any] | None, Callable[..., Any]]] = {
    "nothing": (None, unscoped),
    "accounts.scope": (accounts.scope, reaching_everything),
    "accounts.denied": (accounts.denied, lambda viewer, section="": []),
    "cases.seen": (cases.seen, unscoped),
    "cases.visible": (cases.visible, everything(Case)),
    "people.visible": (people.visible, everything(Child)),
    "deadlines.visible": (deadlines.visible, everything(Deadline)),
    "deadlines.awaited": (deadlines.awaited, everything(Awaited)),
    "advice.visible": (advice.visible, everything(AdviceRequest)),
    "post.visible": (post.visible, every_letter),
    "questions.visible": (questions.visible, everything(Question)),
    "inbox._visible": (inbox._visible, everything(Mail)),
    "people.carers": (people.carers, lambda of, viewer: list(Carer.objects.filter(child=of))),
    "documents._readable": (documents._readable, lambda case, viewer: Document.objects.filter(case=case)),
}
"""Each scope that a page reads through, and what stands in its place."""

READ = {
    "post.visible": ("desk:letters", "desk:letters_csv"),
    "questions.visible": ("desk:questions", "desk:questions_csv"),
    "inbox._visible": ("inbox:inbox", "inbox:mail"),
    "people.carers": ("desk:child",),
    "documents._readable": ("documents:of_case", "documents:document", "documents:download"),
}
"""Where the later of them are read, by each of the readers; the others in the lists, which a reader in turn reads."""

WATCHED: dict[str, tuple[Callable[..., Any], Callable[..., Any], str, Role]] = {
    "trace._readable": (trace._readable, everything(Case), "desk:trace", Role.PRIVACY_OFFICER),
    "lift._by_reference": (
        lift._by_reference,
        lambda viewer: Restriction.objects.select_related("area", "person"),
        "cases:lift",
        Role.PRIVACY_OFFICER,
    ),
    "review._reviewed_by": (
        review._reviewed_by,
        lambda viewer: Emergency.objects.select_related("area"),
        "cases:review_emergency",
        Role.PRIVACY_OFFICER,
    ),
    "members.organisations": (
        members.organisations,
        lambda viewer: list(Organisation.objects.all()),
        "accounts:person",
        Role.SPOC_MANAGER,
    ),
}
"""What reads as a system account or is of no case, and whose page of another area the matrix holds absent."""

NARROWER = {
    "accounts.queries.members._users": "asks members.organisations",
    "accounts.queries.memberships.memberships": "the viewer's own",
    "advice.answer.queries._drafts": "asks advice.visible and cases.seen",
    "advice.queries._referrals": "asks cases.seen",
    "advice.request_pack.queries._taken": "asks advice.visible",
    "advice.workbook.queries._to_take_out": "asks advice.visible",
    "cases.queries.identified": "asks cases.seen",
    "cases.queries.numbered": "asks cases.identified",
    "cases.queries._timeline": "asks cases.seen",
    "cases.queries._of_section": "asks cases.seen",
    "deadlines.queries.to_ask": "asks cases.visible",
    "deadlines.queries._wanted": "asks deadlines.visible",
    "documents.queries.of_case": "of a case that the viewer was shown; asks documents._readable",
    "documents.queries.library": "no child is in it",
    "inbox.queries.mails": "asks inbox._visible",
    "intake.questions.queries._wanted": "asks questions.visible",
    "intake.questions.queries.requests": "asks cases.seen",
    "measures.queries.behind._clocks": "asks deadlines.visible",
    "post.queries._taken": "asks post.visible",
    "post.queries._wanted": "asks post.visible",
    "tracker.queries._imports": "the area's sheets: counts and refusals, shown to who takes trackers in",
}
"""Queries that a viewer narrows by asking one of the above, or that show no child; each with the reason."""


def places(function: Callable[..., Any] | None) -> list[tuple[ModuleType, str]]:
    """Everywhere the program knows the function, under whatever name it was imported."""
    modules = [module for name, module in sys.modules.items() if name.startswith("goldenthread.")]
    named = [(module, name, value) for module in modules for name, value in vars(module).items()]
    return [(module, name) for module, name, value in named if value is function and function]


READERS = ("health-practitioner", "send-officer", "spoc-manager", "advocate")


def lists(world: World) -> list[str]:
    """Every list, file and case page; the forms read through the same queries, the PDF the workbook's."""
    kept = (
        "/?",
        "/worklist",
        "/case/",
        "/child/",
        "/services",
        "/dates/",
        "/month/",
        "/letters",
        "/questions",
        "/inbox/",
        "/documents/",
        "/non-returns/",
        "tracker.csv",
        "/chase/",
        "/record/",
    )
    asked = [each for each in every_address(world) if not each.endswith(".pdf")]
    return [each for each in asked if each == "/" or any(part in each for part in kept)]


@contextmanager
def replaced(function: Callable[..., Any] | None, mutant: Callable[..., Any]) -> Iterator[None]:
    """While this lasts the mutant stands wherever the function did."""
    with pytest.MonkeyPatch.context() as patch:
        for module, known_as in places(function):
            patch.setattr(module, known_as, mutant)
        yield


def shown_by(world: World, name: str, addresses: list[str]) -> Iterator[str]:
    """What a mutant shows of others' cases; a reader in turn reads every list, all of them the tracker."""
    asking = browsers(world)
    with replaced(*MUTANTS[name]):
        if name in READ:
            for role, address, said in read_by_each(world, asking, READ[name]):
                yield from leaks(world, role, said, f"{name}: {address}")
            return
        for turn, address in enumerate(addresses):
            for role in READERS if "tracker" in address else READERS[turn % len(READERS) :][:1]:
                yield from leaks(world, role, text(asking[role].get(address)), f"{name}: {address}")


def read_by_each(
    world: World, asking: Mapping[str, Client], routes: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """What each reader reads on these pages, whatever they are about."""
    for role, (route, relation, address) in product(READERS, list(addresses(world))):
        if route in routes:
            yield role, f"{route} ({relation})", text(asking[role].get(address))


def test_a_forgotten_scope_shows_nobody_s_case(world: World) -> None:
    """Every ninth list is read with each mutant, others with the next one; a long run reads them all."""
    every = lists(world)
    shares = [every if LONG else every[turn % 9 :: 9] for turn in range(len(MUTANTS))]
    told = [
        told for name, share in zip(MUTANTS, shares, strict=True) for told in shown_by(world, name, share)
    ]
    assert told == []


CONTROLLED = tuple(MUTANTS) if LONG else ("nothing", "cases.visible", "advice.visible")
"""Whose controls are asked: in a long run all."""


def test_without_the_policies_each_forgotten_scope_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: where every request and deed acts as a system account, the policies hide nothing."""
    for place in ("accounts.middleware", "audit.action"):
        monkeypatch.setattr(f"goldenthread.{place}.acting_as", lambda _: as_system("tester"))
    silent = [name for name in CONTROLLED if not any(shown_by(world, name, lists(world)))]
    assert silent == ["nothing"]


@pytest.mark.parametrize("name", WATCHED)
def test_where_no_policy_helps_the_page_of_another_area_tells(world: World, name: str) -> None:
    function, mutant, route, role = WATCHED[name]
    (address,) = (at for named, relation, at in addresses(world) if (named, relation) == (route, "other"))
    browser = browsers(world)[role.value]
    assert browser.get(address).status_code == 404
    with replaced(function, mutant):
        assert browser.get(address).status_code == 200


def test_every_query_that_narrows_for_a_viewer_is_replaced_or_says_why_not() -> None:
    tried = {each for each, _ in MUTANTS.values()} | {each for each, *_ in WATCHED.values()}
    narrowing = {
        f"{module.__name__.removeprefix('goldenthread.')}.{name}": function
        for module in list(sys.modules.values())
        if module.__name__.startswith("goldenthread.") and "queries" in module.__name__
        for name, function in vars(module).items()
        if isfunction(function) and function.__module__ == module.__name__ and narrows(function)
    }
    assert {name for name, function in narrowing.items() if function not in tried} == set(NARROWER)


def narrows(function: Callable[..., Any]) -> bool:
    """Whether it gives rows that are narrowed for whoever reads."""
    asked = signature(function)
    return "viewer" in asked.parameters and str(asked.return_annotation).startswith("QuerySet")
