"""A scope that somebody forgot is stopped by the database: each replaced by "all", nobody's case is seen (A09)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import QuerySet

from goldenthread.accounts.models import User
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Case
from goldenthread.database.acting import as_system
from goldenthread.deadlines.models import Awaited, Deadline
from goldenthread.people.models import Child
from goldenthread.rules.access import Permission
from tests.access.asking import browsers
from tests.access.leaks import text
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


MUTANTS: dict[str, tuple[tuple[str, ...], Callable[..., Any]]] = {
    "nothing": ((), unscoped),
    "cases.seen": (("cases.queries.seen", "intake.queries.seen", "deadlines.queries.seen"), unscoped),
    "cases.visible": (
        ("cases.queries.visible", "desk.queries.visible_cases", "measures.queries.behind.visible"),
        everything(Case),
    ),
    "people.visible": (("people.queries.visible",), everything(Child)),
    "deadlines.visible": (
        (
            "deadlines.queries.visible",
            "desk.queries.visible",
            "desk.child.queries.visible",
            "measures.queries.behind.clocks_seen",
        ),
        everything(Deadline),
    ),
    "deadlines.awaited": (("deadlines.queries.awaited", "desk.queries.awaited"), everything(Awaited)),
    "advice.visible": (("advice.queries.visible", "tracker.queries.visible"), everything(AdviceRequest)),
    "accounts.denied": (("cases.queries.denied", "people.queries.denied"), lambda viewer, section="": []),
}
"""Each scope that a page reads through, everywhere it is named."""

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


def shown_by(world: World, name: str, addresses: list[str]) -> list[str]:
    """What a mutant shows of others' cases; a reader in turn reads every list, all of them the tracker."""
    people, told = browsers(world), []
    places, mutant = MUTANTS[name]
    with pytest.MonkeyPatch.context() as patch:
        for place in places:
            patch.setattr(f"goldenthread.{place}", mutant)
        for turn, address in enumerate(addresses):
            for role in READERS if "tracker" in address else READERS[turn % 4 :][:1]:
                told += leaks(world, role, text(people[role].get(address)), f"{name}: {address}")
    return told


def test_a_forgotten_scope_shows_nobody_s_case(world: World) -> None:
    assert [told for name in MUTANTS for told in shown_by(world, name, lists(world))] == []


def test_without_the_policies_each_forgotten_scope_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: where every request and deed acts as a system account, the policies hide nothing."""
    for place in ("accounts.middleware", "audit.action"):
        monkeypatch.setattr(f"goldenthread.{place}.acting_as", lambda _: as_system("tester"))
    assert [name for name in MUTANTS if not shown_by(world, name, lists(world))] == ["nothing"]
