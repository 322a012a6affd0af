"""The search for leaks can itself fail: what is put into each kind of answer is found there (A03)."""

from __future__ import annotations

import io
import shutil

import pytest
import typst
import xlsxwriter
from django.http import HttpResponse

from tests.access.leaks import found, text

HIDDEN = {"child": {"Alderfore"}, "identifiers": {"9990000026"}, "household": {"alderpost@family.example"}}


def workbook() -> bytes:
    """A child's name in a cell, a number in a comment, and an address in what the file says of itself."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.set_properties({"author": "alderpost@family.example"})
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Alderfore")
        sheet.write_comment(0, 0, "999 000 0026")
    return content.getvalue()


def document() -> bytes:
    """A child's name and an address on the second page, and a number in the title that no page shows."""
    pages = '#set document(title: "999 000 0026")\nOne\n#pagebreak()\nAlderfore, #"alderpost@family.example"'
    return typst.compile(pages.encode(), format="pdf", ignore_system_fonts=True)


def test_a_workbook_is_unpacked_with_its_comments_and_properties() -> None:
    assert found(text(HttpResponse(workbook())), HIDDEN) == set(HIDDEN)


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="needs pdftotext: apt-get install poppler-utils"
)
def test_a_pdf_is_read_with_all_its_pages_and_its_title() -> None:
    assert found(text(HttpResponse(document())), HIDDEN) == set(HIDDEN)


def test_headers_cookies_and_escaped_words_are_read() -> None:
    answer = HttpResponse("<p>alderpost&#64;family.example</p>")
    answer["Content-Disposition"] = 'attachment; filename="Alderfore.csv"'
    answer.set_cookie("last", "999 000 0026")
    assert found(text(answer), HIDDEN) == set(HIDDEN)


def test_what_says_nothing_of_a_child_is_silent() -> None:
    assert found(text(HttpResponse("<p>One request</p>")), HIDDEN) == set()
