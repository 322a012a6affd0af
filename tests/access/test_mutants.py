"""A scope that somebody forgot is stopped by the database: each replaced by "all", nobody's case is seen (A09)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.db.models import QuerySet

from goldenthread.accounts import queries as accounts
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import Scope
from goldenthread.advice import queries as advice
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases import queries as cases
from goldenthread.cases.models import Case
from goldenthread.database.acting import as_system
from goldenthread.deadlines import queries as deadlines
from goldenthread.deadlines.models import Awaited, Deadline
from goldenthread.directory.models import Area
from goldenthread.people import queries as people
from goldenthread.people.models import Child
from goldenthread.rules.access import Permission
from tests.access.asking import browsers
from tests.access.leaks import LONG, text
from tests.access.test_leaks import every_address, leaks
from tests.access.world import World

pytestmark = pytest.mark.django_db


def everything(model: Any) -> Callable[..., QuerySet[Any]]:
    """A query that has forgotten who asks."""
    return lambda viewer, *_, **__: model.objects.all()


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
}
"""Each scope that a page reads through, and what stands in its place."""


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
        "tracker.csv",
        "/chase/",
        "/record/",
    )
    asked = [each for each in every_address(world) if not each.endswith(".pdf")]
    return [each for each in asked if each == "/" or any(part in each for part in kept)]


def shown_by(world: World, name: str, addresses: list[str]) -> Iterator[str]:
    """What a mutant shows of others' cases; a reader in turn reads every list, all of them the tracker."""
    asking = browsers(world)
    function, mutant = MUTANTS[name]
    with pytest.MonkeyPatch.context() as patch:
        for module, known_as in places(function):
            patch.setattr(module, known_as, mutant)
        for turn, address in enumerate(addresses):
            for role in READERS if "tracker" in address else READERS[turn % len(READERS) :][:1]:
                yield from leaks(world, role, text(asking[role].get(address)), f"{name}: {address}")


def test_a_forgotten_scope_shows_nobody_s_case(world: World) -> None:
    """Every second list is read with each mutant, the others with the next one; a long run reads them all."""
    every = lists(world)
    shares = [every if LONG else every[turn % 2 :: 2] for turn in range(len(MUTANTS))]
    told = [
        told for name, share in zip(MUTANTS, shares, strict=True) for told in shown_by(world, name, share)
    ]
    assert told == []


def test_without_the_policies_each_forgotten_scope_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: where every request and deed acts as a system account, the policies hide nothing."""
    for place in ("accounts.middleware", "audit.action"):
        monkeypatch.setattr(f"goldenthread.{place}.acting_as", lambda _: as_system("tester"))
    silent = [name for name in MUTANTS if not any(shown_by(world, name, lists(world)))]
    assert silent == ["nothing"]
