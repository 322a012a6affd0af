"""What a list says: its rows as reference and service, and the total that is told above it, of a page or of a file."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs

from python_calamine import CalamineWorkbook

CELL = re.compile(r">(Reference|Service) </span><span>([^<]*)</span>")
TOTAL = re.compile(r'<div class="gt-pages">\s*<p>([^<]*)</p>')
TAB = re.compile(r'gt-figures__one[^>]*><a href="([^"]*)"[^>]*><strong>([^<]*)</strong>')
HEADLINE = re.compile(r'gt-figures__one">(?:<a [^>]*>)?<strong>([^<]*)</strong>')
LINK = re.compile(r'href="/case/([0-9a-f-]{36})/"')
NAMES = ("Reference", "Service")
Rows = list[tuple[str, ...]]


def said(answer: Any) -> str:
    """A page as it was sent."""
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def listed(html: str) -> Rows:
    """The rows of a page's list in their order; of requests that wait, which name no service, the reference alone."""
    cells = [(name, unescape(value)) for name, value in CELL.findall(html)]
    has_services = any(name == "Service" for name, _ in cells)
    values = [value for _, value in cells]
    return (
        list(zip(values[::2], values[1::2], strict=True)) if has_services else [(value,) for value in values]
    )


def total(html: str) -> int:
    """How many there are, as the page tells; none where it says that there is nothing."""
    found = TOTAL.search(html)
    return int(re.findall(r"[\d,]+", found[1])[-1].replace(",", "")) if found else 0


def tabs(html: str) -> dict[str, int]:
    """The day's lists with the count that stands on each."""
    found = ((parse_qs(unescape(href)[1:])["due"][0], count) for href, count in TAB.findall(html))
    return {due: int(count.replace(",", "")) for due, count in found}


def headlines(html: str) -> list[int]:
    """The figures on top of the month."""
    return [int(count.replace(",", "")) for count in HEADLINE.findall(html)]


def also(html: str) -> set[str]:
    """The cases offered below a list that a search found besides."""
    _, found, rest = html.partition("Also found, not on this list")
    return set(LINK.findall(rest)) if found else set()


def filed(answer: Any) -> Rows:
    """The rows of a list as a file: CSV or a workbook."""
    assert answer.status_code == 200, answer.status_code
    heads, *rows = table(answer.content)
    places = [heads.index(name) for name in NAMES if name in heads]
    return [tuple(row[place] for place in places) for row in rows]


def table(content: bytes) -> list[list[str]]:
    """The first sheet, or the lines."""
    if content.startswith(b"PK"):
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return [[str(cell) for cell in row] for row in sheet.to_python()]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def offered(html: str, name: str) -> set[str]:
    """What one of a page's lists offers to choose."""
    found = re.search(rf'<select[^>]*name="{name}".*?</select>', html, re.DOTALL)
    return set(re.findall(r'value="([^"]+)"', found[0])) if found else set()
