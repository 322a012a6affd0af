"""A hundred and twenty hostile names (C13): each comes out as one that is safe to show, to send and to save."""

from __future__ import annotations

import unicodedata
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.documents.checks.names import LONGEST, cleaned

LEADING = ("../", "..\\", "/etc/", "C:\\", "\\\\share\\a\\", "a/../../", "./", "//", "~/", "file:///")
CONTROLS = [f"ad{chr(code)}vice.pdf" for code in chain(range(32), range(127, 160))]
TURNING = [
    f"ad{letter}vice.pdf"
    for letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff"
]
RESERVED = [f"{name}.pdf" for name in ("CON", "con", "PRN", "AUX", "nul", "COM1", "com9", "LPT1", "lpt9")]
ODD = [
    "advice.pdf\r\nSet-Cookie: a=b", 'advice".pdf', "advice;.pdf", "ad%2e%2e%2fvice.pdf", "…", "...", ".", "..",
    "", " ", "a" * 400 + ".pdf", "é" * 400 + ".pdf", "📄" * 200 + ".pdf", "advice.pdf ", "advice.pdf.", "advice|rm.pdf",
    "<script>alert(1)</script>.pdf", "advice*?.pdf", "a\ud800b.pdf", "\ue000.pdf", "advice\u2028.pdf", ".htaccess",
    "Zoë’s advice – final (2).pdf", "كتاب.pdf", "评估.pdf",
]  # fmt: skip
NAMES = [*(f"{lead}advice.pdf" for lead in LEADING), *CONTROLS, *TURNING, *RESERVED, *ODD]


def safe(name: str) -> None:
    assert 0 < len(name) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*;%\r\n\0')
    assert name == name.strip(" .")
    assert not any(unicodedata.category(letter)[0] == "C" for letter in name)
    assert name.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "LPT9"}


def test_there_are_as_many_as_we_say() -> None:
    assert len(set(NAMES)) >= 120


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_hostile_name_comes_out_safe(name: str) -> None:
    safe(cleaned(name))


@given(st.text(max_size=300))
def test_any_name_comes_out_safe_and_cleaning_twice_changes_nothing(name: str) -> None:
    safe(cleaned(name))
    assert cleaned(cleaned(name)) == cleaned(name)


@pytest.mark.parametrize(
    "name", ["advice.of the two of us", "e\u0378\u0301.pdf", "<\u0378\u0338.pdf", "\u037e.pdf"]
)
def test_a_name_that_a_cut_or_a_lost_letter_left_open_is_safe_at_once(name: str) -> None:
    safe(cleaned(name))
    assert cleaned(cleaned(name)) == cleaned(name)


def test_a_good_name_stays_as_it_is_and_its_extension_outlives_a_cut() -> None:
    assert cleaned("Zoë’s advice – final (2).pdf") == "Zoë’s advice – final (2).pdf"
    assert cleaned("a" * 400 + ".pdf").endswith("aaa.pdf")
    assert cleaned("../../etc/passwd") == "passwd"
    assert cleaned("invoice\u202efdp.exe") == "invoicefdp.exe"
    assert cleaned("\0", otherwise="attachment") == "attachment"
