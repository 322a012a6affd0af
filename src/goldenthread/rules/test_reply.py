"""A reply token names its letter, comes back from whatever quotes it, and cannot be made without the key."""

from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.reply import letters_named, reply_token

KEY, OTHER = b"k" * 32, b"o" * 32
LETTER = UUID("018f2f6e-0000-7000-8000-000000000001")


@given(st.uuids())
def test_a_token_names_its_letter_in_small_letters_that_a_mail_address_can_hold(letter: UUID) -> None:
    token = reply_token(letter, KEY)
    assert letters_named([token], [KEY]) == {letter}
    assert len(f"mailbox+{token}") <= 64
    assert not set(token) - set("abcdefghijklmnopqrstuvwxyz234567-")


def test_it_is_found_wherever_a_mail_program_puts_it() -> None:
    token = reply_token(LETTER, KEY)
    for text in (
        f"send+{token}@torbay.example",
        f"<{token}@torbay.example>",
        f"Re: [{token.upper()}]",
        f"<a@b> <{token}.2@c>",
    ):
        assert letters_named(["", text], [KEY]) == {LETTER}, text


def test_another_key_or_a_changed_letter_names_none() -> None:
    token = reply_token(LETTER, KEY)
    assert letters_named([token], [OTHER]) == set()
    assert letters_named([token], [OTHER, KEY]) == {LETTER}
    assert letters_named([token], []) == set()
    for at in range(3, len(token)):
        if token[at] not in "-":
            changed = token[:at] + ("a" if token[at] != "a" else "b") + token[at + 1 :]
            assert LETTER not in letters_named([changed], [KEY]), at
    assert letters_named([f"x{token}", f"{token}x"], [KEY]) == set()


def test_two_letters_are_two() -> None:
    other = uuid4()
    assert letters_named([f"{reply_token(LETTER, KEY)} {reply_token(other, KEY)}"], [KEY]) == {LETTER, other}


@given(st.text())
def test_any_other_text_names_none(text: str) -> None:
    assert letters_named([text], [KEY]) == set()
