"""A list of children is attached to mail only where the domain is agreed on and the mailbox was checked lately."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.rules.mailed_lists import why_not_attached

ON = date(2026, 11, 22)
DOMAINS = ["cfhd.example"]


@pytest.mark.parametrize(
    "address",
    [
        "slt@cfhd.example.evil.example", "slt@sub.cfhd.example", "slt@cfhd-example.example", "slt@xcfhd.example",
        "slt@cfdh.example", "cfhd.example@mail.example", "slt@", "",
    ],
)  # fmt: skip
def test_a_domain_that_only_looks_like_one_that_is_agreed_on_gets_no_list(address: str) -> None:
    assert "does not name" in why_not_attached(address, DOMAINS, ON, ON)


def test_a_mailbox_that_was_checked_within_ninety_days_gets_the_list() -> None:
    for days in (0, 89, 90):
        assert not why_not_attached("SLT@CFHD.example", DOMAINS, ON - timedelta(days=days), ON)


def test_one_that_was_checked_before_or_never_does_not() -> None:
    said = why_not_attached("slt@cfhd.example", DOMAINS, ON - timedelta(days=91), ON)
    assert said == "Who reads this mailbox was last checked on 23 August 2026, more than 90 days ago."
    assert why_not_attached("slt@cfhd.example", DOMAINS, None, ON).startswith("Nobody has checked yet")
