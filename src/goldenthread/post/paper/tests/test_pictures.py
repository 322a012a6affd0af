"""Every letter that the shipped packs can send, opened as a picture: nothing is cut off, and every word comes back.

An ordinary run opens the longest letter of each area, under headings of every kind; a full run opens each letter of
each area under each heading of that area.
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conftest import LONG
from goldenthread.demo.area import pack_text
from goldenthread.post.paper.docx import docx_of
from goldenthread.post.paper.letter import Heading, Paper, paper
from goldenthread.post.paper.pdf import pdf
from goldenthread.post.paper.tests.written import text_of, words_of
from goldenthread.rules.letters import ANSWERS, FIELDS, Wording, merged

AREAS = ("torbay", "plymouth", "cheshire-east", "east-of-england")
DPI, EDGE = 50, 15  # dots in an inch; dots from the edge, 7.6 mm, that stay white
SOME = {name: f"{words}, as it is written in a letter" for name, words in {**FIELDS, **ANSWERS}.items()}
VALUES = {
    **SOME,
    "reference": "EHC26-0101",
    "link": "https://record.seaside.example/case/8fcf603c-a1cc-4470-a54a/",
}
needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not here")


def headings(pack: Mapping[str, Any]) -> list[Heading]:
    """Each heading of the pack, and one without any."""
    rows = [(body["name"], body["heading"]) for body in pack["organisation"] if "heading" in body]
    own = [
        Heading(row["style"], row.get("name", name), tuple(row["address"]), row.get("text", ""))
        for name, row in rows
    ]
    return [*own, Heading("plain", "Health Single Point of Contact")]


def written(pack: Mapping[str, Any], template: Mapping[str, Any]) -> Paper:
    wording = merged(Wording(template["subject"], template["body"]), VALUES)
    return paper(
        SimpleNamespace(
            values={**VALUES, "sender": VALUES["sender"]},
            pack_version=SimpleNamespace(data=pack),
            sender="spoc",
            text=wording.body,
            subject=wording.subject,
            state="queued",
            case=SimpleNamespace(reference="EHC26-0101"),
            to_name="The Director of Everything That Is Done",
            channel="mail",
            to_address="director@seaside.example",
            written_on=date(2026, 11, 2),
            written_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
        )
    )


def papers(area: str) -> Iterator[Paper]:
    pack = tomllib.loads(pack_text(area))
    letters = sorted((row for row in pack["template"] if "body" in row), key=lambda row: -len(row["body"]))
    tops = headings(pack)
    if not LONG:
        letters, tops = letters[:1], list({top.style: top for top in tops}.values())
    for template in letters:
        for top in tops:
            yield replace(written(pack, template), heading=top)


def is_white_at_the_edge(picture: bytes) -> bool:
    """Whether no ink stands within the edge of a page, a grey picture (PGM)."""
    kind, size, deepest, dots = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    assert (kind, deepest, len(dots)) == (b"P5", b"255", width * height)
    rows = [dots[start : start + width] for start in range(0, len(dots), width)]
    sides = (row[:EDGE] + row[-EDGE:] for row in rows[EDGE:-EDGE])
    return all(min(row) > 200 for row in (*rows[:EDGE], *rows[-EDGE:], *sides))


@needs_poppler
@pytest.mark.parametrize("area", AREAS)
def test_no_letter_of_a_shipped_pack_is_cut_off(area: str, tmp_path: Path) -> None:
    for number, letter in enumerate(papers(area)):
        content = pdf(letter)
        (tmp_path / "letter.pdf").write_bytes(content)
        command = ["pdftoppm", "-gray", "-r", str(DPI), "letter.pdf", f"page-{number}"]
        subprocess.run(command, cwd=tmp_path, check=True)
        pages = sorted(tmp_path.glob(f"page-{number}-*.pgm"))
        assert pages and all(is_white_at_the_edge(page.read_bytes()) for page in pages), letter.subject
        said = "".join(text_of(content, tmp_path).split())
        for block in (*letter.body, *letter.closing, (letter.subject,), (letter.heading.name,)):
            assert "".join(" ".join(block).split()) in said, letter.subject
        in_word = "".join("".join(words_of(docx_of(letter))).split())
        assert all("".join(" ".join(block).split()) in in_word for block in letter.body), letter.subject


def test_ink_at_the_edge_is_seen() -> None:
    white = bytearray(b"\xff" * 100 * 100)
    head = b"P5\n100 100\n255\n"
    assert is_white_at_the_edge(head + bytes(white))
    white[100 * 50 + 90] = 0
    assert not is_white_at_the_edge(head + bytes(white))
