"""Every route, asked by everybody, about cases of six relations, with seven methods, answers as the matrix says (A01).

Each run asks one cell in sixty-one, spread over all; `./goldenthread test --long` asks them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.access.asking import METHODS, addresses, asked, browsers
from tests.access.expected import Row, answered, rows
from tests.access.world import World

pytestmark = pytest.mark.django_db

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "who-sees-what.md"
Cell = tuple[str, str, str, str, Client, str]


def cells(world: World) -> Iterator[Cell]:
    """Route, relation, role and method, with the browser that asks and the address that it asks for."""
    people = browsers(world)
    for name, relation, address in addresses(world):
        for role, browser in people.items():
            for method in METHODS:
                yield name, relation, role, method, browser, address


def unexpected(cell: Cell, table: list[Row]) -> str:
    """What was answered where the matrix says another thing; nothing where it is as it says."""
    name, relation, role, method, browser, address = cell
    answer = asked(browser, method, address)
    got = answered(answer.status_code, answer.headers.get("Location", ""), method)
    wanted = next(
        (row.says(method) for row in table if row.fits(name, relation, role)), "a line of the matrix"
    )
    return "" if got == wanted else f"{method} {name} ({relation}) by {role}: {got}, not {wanted}"


def test_a_share_of_the_cells_is_answered_as_the_matrix_says(world: World) -> None:
    every = list(cells(world))
    some = every[::SHARE]
    assert len(every) == CELLS
    assert f"{CELLS:,} answers" in GUIDE.read_text(encoding="utf-8")
    assert {role for _, _, role, *_ in some} == {role for _, _, role, *_ in every}
    assert [told for cell in some if (told := unexpected(cell, rows()))] == []


@pytest.mark.long
def test_every_cell_is_answered_as_the_matrix_says(world: World) -> None:
    assert [told for cell in cells(world) if (told := unexpected(cell, rows()))] == []


SHARE = 97
"""A prime, so that no role, relation or method is left out in turn."""

CELLS = 87_024
"""Counted, so that a new route is noticed: add its lines to the matrix, then its cells here."""
