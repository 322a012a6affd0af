"""A mail is filed by itself only where token, sender and child agree; else it says why it waits."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from goldenthread.rules.filing import Proofs, why_it_waits

GOOD = Proofs(
    letters=1,
    is_proved=True,
    is_from_whom_we_wrote_to=True,
    is_automatic=False,
    names_this_child=False,
    names_another=False,
    writes_about_others=False,
)


def test_an_answer_from_whom_we_wrote_to_is_filed() -> None:
    assert why_it_waits(GOOD) == ""
    assert why_it_waits(replace(GOOD, writes_about_others=True, names_this_child=True)) == ""


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"letters": 0}, "answers no letter"),
        ({"letters": 2}, "more than one letter"),
        ({"is_proved": False}, "could not prove"),
        ({"is_from_whom_we_wrote_to": False}, "not the one to whom"),
        ({"is_automatic": True}, "by a machine"),
        ({"names_another": True}, "names another child"),
        ({"names_another": True, "names_this_child": True}, "names another child"),
        ({"writes_about_others": True}, "which it is about"),
        ({"brings_a_workbook": True}, "may be about several children"),
        ({"brings_what_cannot_be_read": True}, "words cannot be read here"),
    ],
)
def test_it_waits_where_one_proof_is_missing(other: dict[str, Any], sentence: str) -> None:
    assert sentence in why_it_waits(replace(GOOD, **other))


def test_of_all_that_can_be_only_three_are_filed() -> None:
    flags = [Proofs(letters, *rest) for letters in range(3) for rest in product((False, True), repeat=8)]
    assert sum(not why_it_waits(each) for each in flags) == 3
