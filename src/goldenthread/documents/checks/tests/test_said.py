"""What a document says, as words: a name is found however the program cut it into pieces."""

from __future__ import annotations

import pytest

from goldenthread.documents.checks import Format, read
from goldenthread.documents.checks.said import LONGEST, words
from goldenthread.documents.checks.tests.made import HEAD, WORD, docx, odt, pdf, png

CUT = "<w:p><w:r><w:t>Wren Kes</w:t></w:r><w:r><w:t>trelby</w:t></w:r></w:p><w:p><w:r><w:t>is six.</w:t></w:r></w:p>"
TOP = f'{HEAD}<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>Ref GT/2</w:t></w:r></w:p></w:hdr>'


def test_a_word_document_is_read_with_its_headers_and_a_name_that_was_cut_in_two() -> None:
    assert words(docx(CUT, {"word/header1.xml": TOP}), Format.DOCX) == "Wren Kestrelby is six. Ref GT/2"


def test_an_opendocument_text_is_read() -> None:
    body = "<text:p>Wren <text:span>Kes</text:span>trelby</text:p><text:p>is six.</text:p>"
    assert "Wren Kestrelby is six." in (words(odt(body), Format.ODT) or "")


@pytest.mark.parametrize("kind", [Format.PDF, Format.PNG, Format.XLSX])
def test_what_is_drawn_or_a_list_is_not_read(kind: Format) -> None:
    assert words(b"", kind) is None


def test_what_is_too_long_is_not_read_in_part() -> None:
    assert words(docx(f"<w:p><w:r><w:t>{'x' * LONGEST}y</w:t></w:r></w:p>"), Format.DOCX) is None


def test_it_is_read_in_the_process_that_checks_it() -> None:
    assert read(docx(CUT), "report.docx") == (Format.DOCX, "Wren Kestrelby is six.")
    assert read(png(), "scan.png") == (Format.PNG, None)
    assert read(pdf(), "report.pdf") == (Format.PDF, None)
