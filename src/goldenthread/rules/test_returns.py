"""What a mail server's notice means, in words."""

from __future__ import annotations

import pytest

from goldenthread.rules.returns import UNKNOWN, Notice, why


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("5.1.1", "There is no such mailbox."),
        ("5.2.2", "The mailbox is full."),
        ("4.2.2", "The mailbox is full."),
        ("5.1.0", "Its address is wrong."),
        ("4.4.1", "Its mail server did not answer."),
        ("5.7.1", "Its mail server does not let our mail in."),
        ("5.7.26", "Its mail server does not let our mail in."),
        ("5.0.0", UNKNOWN),
        ("5.9.9", UNKNOWN),
        ("", UNKNOWN),
        ("no status", UNKNOWN),
    ],
)
def test_a_status_is_said_in_words(status: str, meaning: str) -> None:
    assert why(Notice("failed", status)) == meaning


def test_what_the_server_said_stands_behind_it() -> None:
    told = why(Notice("failed", "5.1.1", "550 5.1.1 <slt@cfhd.example> unknown"))
    assert told == "There is no such mailbox. Its server said: 550 5.1.1 <slt@cfhd.example> unknown"


@pytest.mark.parametrize(
    ("action", "is_final"),
    [("failed", True), ("delayed", False), ("delivered", False), ("relayed", False), ("", False)],
)
def test_only_what_failed_came_back_for_good(action: str, is_final: bool) -> None:
    assert Notice(action, "4.4.1").is_final is is_final
