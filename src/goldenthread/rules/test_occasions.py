"""Which letters leave with a deed."""

from __future__ import annotations

import pytest

from goldenthread.rules.letters import FIELDS
from goldenthread.rules.occasions import FILLED, Occasion, Sending, sending, unfilled

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
