"""What is kept here names no machine and no real person, and every form of a page carries its token."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from nhs_number import is_valid

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "src").rglob("*.jinja"))

# Made elsewhere and kept whole: other projects' files, and locks.
NOT_OURS = ("src/goldenthread/design/static/", "uv.lock", "requirements")
BINARY = {".png", ".woff2", ".woff", ".ico", ".xlsx", ".xls", ".ods", ".pdf", ".jpg", ".gif"}

# Somebody's machine: where work is shared, and people's own folders.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)(?=/)|\.\./shared\b|\bshared/")
ADDRESS = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
TEN_DIGITS = re.compile(r"(?<![\w.-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\w.-])")
POST_FORM = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)

# Of nobody: published to show what a check digit is worth, or another identifier that happens to pass.
PUBLISHED = {"9434765919", "9876543210", "0000000000", "9276308687"}
DOMAINS = ("example", "example.com", "example.org", "localhost")


def texts() -> Iterator[tuple[str, str]]:
    """Every file that git keeps or would keep, with its text."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, done.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix not in BINARY and not name.startswith(NOT_OURS):
            yield name, path.read_text(encoding="utf-8", errors="replace")


def lines_with(pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for name, text in texts():
        if name != Path(__file__).relative_to(ROOT).as_posix():
            for number, line in enumerate(text.splitlines(), start=1):
                yield from ((f"{name}:{number}", match) for match in pattern.finditer(line))


def test_nothing_names_somebody_s_machine() -> None:
    assert [where for where, _ in lines_with(MACHINE)] == []


def test_addresses_are_nobody_s() -> None:
    assert [where for where, found in lines_with(ADDRESS) if not found[1].lower().endswith(DOMAINS)] == []


def test_nhs_numbers_are_of_the_range_that_is_never_issued() -> None:
    real = [
        f"{where} {number}"
        for where, found in lines_with(TEN_DIGITS)
        if is_valid(number := "".join(found.groups()))
        and not number.startswith("999")
        and number not in PUBLISHED
    ]
    assert real == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "src" / "goldenthread")))
def test_a_form_that_posts_carries_its_token(page: Path) -> None:
    forms = POST_FORM.findall(page.read_text(encoding="utf-8"))
    assert [form for form in forms if "{{ csrf_input }}" not in form] == []
