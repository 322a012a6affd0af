"""A row's token names its request, says whether its locked cells were touched, and cannot be made without the key."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.row_tokens import Named, row_named, row_token

KEY, OTHER = b"k" * 32, b"o" * 32
ADVICE = UUID("018f2f6e-0000-7000-8000-000000000001")
CELLS = ("EHC-1", "Wren Rowe", "2 November 2026")


@given(st.uuids(), st.integers(0, 2**48 - 1), st.lists(st.text(), max_size=7))
def test_a_token_names_its_row_as_a_spreadsheet_keeps_it(
    advice: UUID, sequence: int, cells: list[str]
) -> None:
    token = row_token(advice, sequence, cells, KEY)
    assert len(token) == 65 and not set(token) - set("abcdefghijklmnopqrstuvwxyz234567-")
    for kept in (token, f" {token}\n", token.upper()):
        assert row_named(kept, cells, [OTHER, KEY]) == Named(advice, sequence, is_untouched=True)


def test_a_locked_cell_that_was_typed_over_is_known_and_spaces_do_not_matter() -> None:
    token = row_token(ADVICE, 7, CELLS, KEY)
    for cells in (
        ("EHC-2", *CELLS[1:]),
        CELLS[:2],
        ("EHC-1 Wren", "Rowe", CELLS[2]),
        (*CELLS, ""),
        CELLS[::-1],
    ):
        assert row_named(token, cells, [KEY]) == Named(ADVICE, 7, is_untouched=False)
    assert row_named(token, (" EHC-1", "Wren  Rowe", CELLS[2]), [KEY]) == Named(ADVICE, 7, is_untouched=True)


def test_another_key_or_a_changed_letter_names_nothing() -> None:
    token = row_token(ADVICE, 7, CELLS, KEY)
    assert row_named(token, CELLS, [OTHER]) is None
    assert row_named(token, CELLS, []) is None
    for at in range(3, len(token) - 13):
        if token[at] != "-":
            changed = token[:at] + ("a" if token[at] != "a" else "b") + token[at + 1 :]
            named = row_named(changed, CELLS, [KEY])
            assert named is None or (at == 38 and named == Named(ADVICE, 7, is_untouched=True)), at


def test_cells_of_another_row_s_token_are_not_its_own() -> None:
    mine, theirs = row_token(ADVICE, 7, CELLS, KEY), row_token(ADVICE, 8, CELLS, KEY)
    spliced = mine[:-12] + theirs[-12:]
    assert row_named(spliced, CELLS, [KEY]) == Named(ADVICE, 7, is_untouched=False)


@given(st.text())
def test_any_other_text_names_nothing(text: str) -> None:
    assert row_named(text, (), [KEY]) is None
