"""The page of results: a part measured anew replaces its own section and no other."""

from __future__ import annotations

from datetime import date

from benchmarks.report import page, section
from benchmarks.timing import Result

PARTS = ("tick", "post")


def _measured(part: str, ours: float, on: date) -> dict[str, str]:
    return {part: section(part, [Result("work", "one", ours, "peer", 2.0, 3)], words="", on=on)}


def test_a_part_measured_anew_replaces_its_section_and_leaves_the_others() -> None:
    both = {**_measured("post", 10, date(2026, 11, 1)), **_measured("tick", 4, date(2026, 11, 1))}
    before = page(both, parts=PARTS)
    after = page(_measured("post", 30, date(2026, 11, 2)), parts=PARTS, before=before)
    assert [line for line in after.splitlines() if line.startswith("## ")] == ["## tick", "## post"]
    assert "| work | one | 4.0 | peer | 2.00 | 2.0 | 3 |" in after and "1 November 2026" in after
    assert "| work | one | 30.0 | peer | 2.00 | 15.0 | 3 |" in after and "| 10.0 |" not in after


def test_measuring_nothing_new_leaves_the_page_as_it_is() -> None:
    before = page(_measured("tick", 4, date(2026, 11, 1)), parts=PARTS)
    assert page({}, parts=PARTS, before=before) == before
