"""The two files of a letter: nothing cut off, nothing that comes alive, tagged, in our language."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from goldenthread.post.paper.docx import docx_of
from goldenthread.post.paper.letter import Heading, Part
from goldenthread.post.paper.pdf import pdf
from goldenthread.post.paper.tests.written import HOSTILE, PAPER, text_of, words_of
from goldenthread.rules.refusals import Refused


def test_the_pdf_is_tagged_and_says_its_language_and_its_title() -> None:
    content = pdf(PAPER)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content and b"/MarkInfo" in content
    assert b"<pdfaid:part>2</pdfaid:part>" in content and b"<dc:language><rdf:Bag><rdf:li>en-GB" in content
    assert PAPER.subject.encode() in content


def test_the_pdf_says_everything_in_the_order_in_which_a_letter_is_read(tmp_path: Path) -> None:
    found = text_of(pdf(PAPER), tmp_path)
    in_order = [
        "1 Lantern Quay",
        "2 November 2026",
        "Reference: EHC26-0101",
        "Advice of SLT on",
        "Dear Director",
    ]
    assert [found.index(words) for words in in_order] == sorted(found.index(words) for words in in_order)
    for words in ("Seaside Community Health", "8 Pebble Lane", "www.seaside.example", "Page 1 of 1"):
        assert words in found
    assert "Signed by Wren Gale on 2 November 2026" in found
    assert PAPER.link in "".join(found.split())  # it may break, and nothing of it is lost


def test_the_recipient_stands_in_the_window_of_an_envelope(tmp_path: Path) -> None:
    """Whatever the heading's length: from 24.6 mm from the left, 39.5 mm from the top, as windows are cut."""
    heading = Heading("nhs", "A long name " * 9, tuple(f"Line {number}" for number in range(7)), "text")
    (tmp_path / "letter.pdf").write_bytes(pdf(replace(PAPER, heading=heading)))
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    words = ["pdftotext", "-bbox", "letter.pdf", "-"]
    boxes = subprocess.run(words, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    placed = {
        word: (float(x) / 72 * 25.4, float(y) / 72 * 25.4, float(end) / 72 * 25.4)
        for x, y, end, word in re.findall(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)<', boxes
        )
    }
    assert placed["Lantern"][0] > 24 and 39 < placed["Lantern"][1] < 66
    assert all(x > 0 and end < 210 - 15 for x, _, end in placed.values())
    assert placed["November"][1] > placed["6"][1]  # the letter begins below the heading


def test_a_long_letter_goes_on_and_its_signature_stays_whole(tmp_path: Path) -> None:
    words = tuple((f"Paragraph {number}. " + "Words and more words. " * 12,) for number in range(40))
    found = text_of(pdf(replace(PAPER, body=words)), tmp_path).split("\f")
    assert len(found) > 3
    assert all(f"Paragraph {number}." in "".join(found) for number in range(40))
    signed = next(page for page in found if "Signed by Wren Gale" in page)
    assert "Health Hub" in signed


@pytest.mark.parametrize("style", ["nhs", "council", "plain"])
def test_words_are_words_and_no_mark_up(style: str, tmp_path: Path) -> None:
    heading = Heading(style, HOSTILE, (HOSTILE, HOSTILE), HOSTILE)
    hostile = replace(
        PAPER, heading=heading, to=(HOSTILE,), subject=HOSTILE, mark=HOSTILE, body=((HOSTILE,),), link=HOSTILE
    )
    assert "#panic() = *x* $y$ @z" in text_of(pdf(hostile), tmp_path)
    assert words_of(docx_of(hostile)).count(HOSTILE) == 6  # name, text, recipient, mark, subject, paragraph


@pytest.mark.parametrize("character", ["\U0001f600", "漢", "\ue000"])
def test_a_character_that_cannot_be_printed_is_refused_and_never_left_out(character: str) -> None:
    with pytest.raises(Refused, match="Take it as a Word document"):
        pdf(replace(PAPER, body=((f"So {character}",),)))
    assert f"So {character}" in words_of(docx_of(replace(PAPER, body=((f"So {character}",),))))


def test_a_broken_template_is_no_fault_of_the_letter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "letter.typ").write_text("#nonsense")
    monkeypatch.setattr("goldenthread.post.paper.pdf.TEMPLATE", tmp_path / "letter.typ")
    with pytest.raises(Exception, match="unknown variable"):
        pdf(PAPER)


def test_the_same_letter_gives_the_same_pdf() -> None:
    assert pdf(PAPER) == pdf(PAPER)


def test_the_word_document_is_a_letter_with_a_heading_a_title_and_our_language() -> None:
    content = docx_of(replace(PAPER, mark="To be signed. It leaves when its sender has signed it."))
    assert words_of(content) == [
        "Seaside Community Health",
        "The Tide Rooms\n8 Pebble Lane",
        "www.seaside.example",
        "The Director\n1 Lantern Quay\nSeaside\nZZ1 1AA",
        "To be signed. It leaves when its sender has signed it.",
        "2 November 2026\nReference: EHC26-0101",
        "Advice of SLT on EHC26-0101",
        "Dear Director",
        f"Please have it answered:\n{PAPER.link}",
        "Single Point of Contact\nHealth Hub",
        "Signed by Wren Gale on 2 November 2026",
    ]
    made = docx.Document(BytesIO(content))
    assert [each.text for each in made.paragraphs if each.style.name == "Heading 1"] == [PAPER.subject]
    told = made.core_properties
    assert (told.title, told.author, told.language) == (PAPER.subject, "Seaside Community Health", "en-GB")
    assert round(made.sections[0].page_width.mm) == 210
    parts = ZipFile(BytesIO(content))
    assert not [name for name in parts.namelist() if "thumbnail" in name]
    styles = parts.read("word/styles.xml").decode()
    assert re.findall(r'<w:lang [^>]*w:val="([^"]*)"', styles) == ["en-GB"]


def test_a_paper_in_parts_has_a_heading_for_each_and_names_what_it_tells(tmp_path: Path) -> None:
    parts = (
        Part(title="The child", rows=(("Name", HOSTILE),), body=(("Two", "lines"),)),
        Part(title="Questions"),
    )
    long = replace(PAPER, parts=parts, called="request pack")
    made = docx.Document(BytesIO(docx_of(long)))
    assert [each.text for each in made.paragraphs if each.style.name == "Heading 2"] == [
        "The child",
        "Questions",
    ]
    assert {f"Name: {HOSTILE}", "Two\nlines"} <= set(words_of(docx_of(long)))
    said = " ".join(text_of(pdf(long), tmp_path).split())
    assert f"The child Name: {HOSTILE} Two lines Questions Single Point of Contact" in said
    assert long.file_name == "request-pack-EHC26-0101-2-November-2026"


@pytest.mark.skipif(os.environ.get("GOLDENTHREAD_LONG") != "1", reason="only in ./goldenthread test --long")
def test_libreoffice_reads_all_of_the_word_document(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or not Path(office).resolve().with_name("libswlo.so").exists():
        pytest.skip("LibreOffice's Writer is not here")
    (tmp_path / "letter.docx").write_bytes(docx_of(PAPER))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "letter.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    found = text_of((tmp_path / "letter.pdf").read_bytes(), tmp_path)
    for words in (
        "Seaside Community Health",
        "8 Pebble Lane",
        "ZZ1 1AA",
        "Dear Director",
        "page 1",
        "Signed by",
    ):
        assert words in found
    assert PAPER.link in "".join(found.split())
