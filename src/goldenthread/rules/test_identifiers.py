"""Numbers of children and schools, with the published examples that are themselves wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.identifiers import (
    check_nhs_number,
    check_uln,
    check_upn,
    check_urn,
    digits,
    normalise,
)
from goldenthread.rules.refusals import Refused


@pytest.mark.parametrize("typed", ["9990000018", "999 000 0018", " 999-000-0018 ", "999\u00a0000\u00a00018"])
def test_an_nhs_number_is_kept_as_ten_digits_however_it_is_typed(typed: str) -> None:
    assert check_nhs_number(typed) == "9990000018"


def test_the_health_services_own_example_is_an_nhs_number() -> None:
    assert check_nhs_number("943 476 5919") == "9434765919"


def test_an_nhs_number_published_as_an_example_fails_its_own_check() -> None:
    assert check_nhs_number("987 654 3210") == "9876543210"
    with pytest.raises(
        Refused, match="987 654 4321 is not an NHS number: its check digit is wrong"
    ) as refusal:
        check_nhs_number("987 654 4321")
    assert refusal.value.field == "nhs_number"


def test_the_bare_remainder_is_not_the_check_digit() -> None:
    """One published recipe forgets to take the remainder from eleven."""
    remainder = (
        sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), "943476591", strict=True)) % 11
    )
    with pytest.raises(Refused, match="check digit"):
        check_nhs_number(f"943476591{remainder}")


@pytest.mark.parametrize("typed", ["", "999 000 001", "99900000181", "999000001B", "９９９００００１８"])
def test_an_nhs_number_has_ten_digits(typed: str) -> None:
    with pytest.raises(Refused, match="it has ten digits"):
        check_nhs_number(typed)


@pytest.mark.parametrize("filler", ["0000000000", "9999999999"])
def test_one_digit_repeated_fills_a_space_and_is_nobodys_number(filler: str) -> None:
    with pytest.raises(Refused, match="only fills the space"):
        check_nhs_number(filler)


@given(st.integers(0, 9), st.integers(1, 9))
def test_one_mistyped_digit_of_an_nhs_number_is_always_noticed(place: int, by: int) -> None:
    number = "9434765919"
    mistyped = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    with pytest.raises(Refused):
        check_nhs_number(mistyped)


def test_a_pupil_number_is_a_check_letter_and_twelve_digits() -> None:
    assert check_upn("b801 2000 05001") == "B801200005001"


def test_a_pupil_number_published_as_an_example_has_the_wrong_letter() -> None:
    assert check_upn("P207000016049") == "P207000016049"
    with pytest.raises(Refused, match="its first letter does not fit") as refusal:
        check_upn("Q207000016049")
    assert refusal.value.field == "upn"


def test_a_pupil_of_an_authority_younger_than_the_library_has_a_pupil_number() -> None:
    assert check_upn("R838200005001") == "R838200005001"


def test_a_temporary_pupil_number_ends_in_a_letter() -> None:
    assert check_upn("A80120000501A") == "A80120000501A"
    with pytest.raises(Refused, match="first letter"):
        check_upn("G80120000501A")


@pytest.mark.parametrize("typed", ["", "B80120000500", "I801200005001", "B80120000501O", "8801200005001"])
def test_anything_else_is_no_pupil_number(typed: str) -> None:
    with pytest.raises(Refused, match="a letter and twelve digits"):
        check_upn(typed)


def test_a_learner_number_leaves_ten_over_eleven() -> None:
    assert check_uln("9276 308 686") == "9276308686"
    with pytest.raises(Refused, match="its check digit is wrong"):
        check_uln("9276308687")


@pytest.mark.parametrize("typed", ["0276308686", "927630868", "A276308686"])
def test_a_learner_number_has_ten_digits_and_never_starts_with_0(typed: str) -> None:
    with pytest.raises(Refused, match="the first not 0"):
        check_uln(typed)


def test_a_school_is_known_by_six_digits() -> None:
    assert check_urn(" 990101 ") == "990101"


@pytest.mark.parametrize("typed", ["EY990101", "99010", "090101", "9901010"])
def test_an_ofsted_number_or_any_other_is_no_school_urn(typed: str) -> None:
    with pytest.raises(Refused, match="is not a school's URN"):
        check_urn(typed)


def test_digits_of_a_search_are_found_only_where_there_is_nothing_else() -> None:
    assert digits("999 000-0018") == "9990000018"
    assert digits("EHC21-0001") == digits("Rowe") == ""


@pytest.mark.parametrize("check", [check_nhs_number, check_upn, check_uln, check_urn])
@given(typed=st.text(max_size=14))
def test_whatever_is_typed_is_kept_normal_or_refused_with_a_sentence(
    check: Callable[[str], str], typed: str
) -> None:
    kept, refusal = "", None
    try:
        kept = check(typed)
    except Refused as refused:
        refusal = refused
    assert refusal.sentence.endswith(".") and refusal.field if refusal else kept == normalise(typed)
