"""Which letters leave with a deed."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.rules.letters import FIELDS
from goldenthread.rules.occasions import FILLED, Occasion, Sending, addressed, sending, unfilled

PACK = {"letter": [{"code": "asked", "from": "spoc", "to": ["service"], "template": "request"}]}


def test_an_area_sends_what_its_table_says() -> None:
    assert sending(PACK, Occasion.ASKED) == Sending("spoc", ("service",), (), "request")


def test_copies_are_named_beside_the_recipients() -> None:
    told = {"letter": [{**PACK["letter"][0], "copies": ["send-team"]}]}
    assert sending(told, Occasion.ASKED) == Sending("spoc", ("service",), ("send-team",), "request")


@pytest.mark.parametrize("pack", [PACK, {}])
def test_an_occasion_without_a_table_has_no_letter(pack: dict[str, object]) -> None:
    assert sending(pack, Occasion.ACKNOWLEDGED) is None


def test_every_field_that_is_filled_in_is_a_field() -> None:
    assert set(FILLED) == set(Occasion)
    assert all(fields <= set(FIELDS) for fields in FILLED.values())


def test_what_one_occasion_does_not_know_is_told() -> None:
    assert unfilled(Occasion.ASKED, ["services", "service", "reason", "reply_by"]) == ["reply_by", "services"]
    assert unfilled(Occasion.NOT_KNOWN, ["next_who", "service"]) == []


@pytest.mark.parametrize(
    ("side", "found"),
    [
        ({"is_service": True, "organisation": "", "role": ""}, ("service",)),
        ({"is_service": False, "organisation": "torbay-council", "role": ""}, ("send-team",)),
        ({"is_service": False, "organisation": "", "role": "spoc"}, ("spoc",)),
        ({"is_service": False, "organisation": "", "role": "dco-office"}, ()),
    ],
)
def test_a_question_goes_to_those_of_the_recipients_to_whom_it_was_put(
    side: dict[str, Any], found: tuple[str, ...]
) -> None:
    roles = [
        {"code": "service", "per_service": "contact"},
        {"code": "send-team", "organisation": "torbay-council"},
        {"code": "spoc", "organisation": "cfhd-spoc"},
    ]
    told_to = Sending("spoc", ("service", "spoc", "send-team"), (), "question")
    assert addressed({"role": roles}, told_to, **side).recipients == found
