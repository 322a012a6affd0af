"""What comes in: good files are kept, and every hostile one is refused with a sentence that says how to mend it."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.documents.checks import LARGEST, Format, checked
from goldenthread.documents.checks.checking import check
from goldenthread.documents.checks.tests import active, made, spoofs
from goldenthread.documents.checks.tests.bombs import BOMBS, MB
from goldenthread.rules.refusals import Refused

MENDING = ("save", "send", "open", "print", "split", "unpack", "copy", "ask", "export")


def refusal(content: bytes, name: str, how: Callable[[bytes, str], Format] = check) -> str:
    with pytest.raises(Refused) as refused:
        how(content, name)
    said = refused.value.sentence
    assert said.endswith(".")
    assert any(word in said.lower() for word in MENDING), said
    return said


@pytest.mark.parametrize("name", made.every())
def test_a_good_file_of_every_kind_is_kept(name: str) -> None:
    kind = Format.JPEG if name.lower().startswith("photo") else Format(name.rpartition(".")[2])
    assert check(made.every()[name], name) is kind


def test_a_good_file_is_kept_through_the_limited_process_too() -> None:
    assert checked(made.docx(), "Advice.docx") is Format.DOCX


def test_a_document_made_from_a_template_of_ones_own_machine_is_kept() -> None:
    template = active.word_link("attachedTemplate", "file:///C:\\Users\\wren\\Templates\\Advice.dotx")
    assert check(template, "Advice.docx") is Format.DOCX
    page_field = made.docx(active.field(" PAGE ") + active.field('HYPERLINK "https://www.example.example"'))
    assert check(page_field, "Advice.docx") is Format.DOCX


def test_a_chart_of_a_report_brings_its_workbook() -> None:
    report = made.docx(parts={"word/embeddings/Microsoft_Excel_Sheet.xlsx": made.xlsx()})
    assert check(report, "Report.docx") is Format.DOCX


def test_there_are_as_many_hostile_files_as_we_say() -> None:
    assert (len(BOMBS), len(active.every()), len(list(spoofs.every()))) == (12, 77, 81)


@pytest.mark.parametrize("name", active.every())
def test_what_would_act_by_itself_is_refused(name: str) -> None:
    said = refusal(active.every()[name], name)
    assert "damaged" not in said, "refused, and for another reason than the one at hand"


@pytest.mark.parametrize(("name", "content"), list(spoofs.every()))
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    refusal(content, name)


@pytest.mark.parametrize("name", spoofs.DAMAGED)
def test_what_is_damaged_or_without_measure_is_refused(name: str) -> None:
    refusal(spoofs.DAMAGED[name](), name)


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_is_refused_early_and_takes_no_memory_of_ours(
    bomb: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.documents.checks.confined.SECONDS", 2)
    content = bomb()
    name = "Advice.docx" if bomb.__name__ == "nested" else "Tracker.xlsx"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    said = refusal(content, name, checked)
    assert "takes" not in said, "refused by what it is, not because time or memory ran out"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before < 20 * MB + 2 * len(content)


MEASURE = """
import resource, sys
from pathlib import Path
from goldenthread.documents.checks import checked
from goldenthread.rules.refusals import Refused
def most(whose): return resource.getrusage(whose).ru_maxrss // 1024
before, refused = most(resource.RUSAGE_SELF), 0
for file in sorted(Path(sys.argv[1]).iterdir()):
    try:
        checked(file.read_bytes(), file.name)
    except Refused:
        refused += 1
print(refused, most(resource.RUSAGE_SELF) - before, most(resource.RUSAGE_CHILDREN))
"""


@pytest.mark.long
def test_twelve_bombs_are_refused_with_memory_flat(tmp_path: Path) -> None:
    """In a process of its own, so that making them does not count: what it uses, and what the one uses that looks."""
    for bomb in BOMBS:
        ending = "docx" if bomb.__name__ == "nested" else "xlsx"
        (tmp_path / f"{bomb.__name__}.{ending}").write_bytes(bomb())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, tmp_path], capture_output=True, text=True, check=True
    )
    refused, grown, most = map(int, done.stdout.split())
    assert (refused, grown < 20, most < 256) == (12, True, True), done.stdout


DEFINITIONS = [
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE a SYSTEM "https://x.example/a.dtd">',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "https://x.example/a.dtd"> %x;]>',
]


@pytest.mark.parametrize("kind", ["svg", "xml", "eml"])
@pytest.mark.parametrize("definition", DEFINITIONS)
def test_what_would_be_read_as_a_page_of_definitions_is_no_file_that_is_kept(
    kind: str, definition: str
) -> None:
    """With the three kinds below: six formats by four definitions, none resolved (C10)."""
    refusal(f"{definition}<svg>&x;</svg>".encode(), f"a.{kind}")
    refusal(f"{definition}<svg>&x;</svg>".encode(), "a.png")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt"])
@pytest.mark.parametrize("definition", DEFINITIONS)
def test_nothing_defines_words_of_its_own(kind: str, definition: str) -> None:
    part = f"<?xml version='1.0'?>{definition}<a/>"
    content = {"docx": made.docx, "xlsx": made.book, "odt": made.odt}[kind](
        parts={"docProps/custom.xml": part}
    )
    assert "defines things of its own" in refusal(content, f"a.{kind}")


def test_a_file_may_be_as_large_as_we_say_and_not_a_byte_larger() -> None:
    around = len(made.pdf(b"5 0 obj\n(%s)\nendobj\n" % (b" " * LARGEST))) - LARGEST
    most = made.pdf(b"5 0 obj\n(%s)\nendobj\n" % (b" " * (LARGEST - around)))
    assert len(most) == LARGEST
    assert check(most, "scan.pdf") is Format.PDF
    assert "larger than 32 MB" in refusal(b"%PDF-1.7" + b" " * LARGEST, "scan.pdf", checked)


@pytest.mark.parametrize("status", [-9, -24, -6, 1])
def test_a_process_that_ends_without_an_answer_refuses(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from goldenthread.documents.checks import confined

    class Ended:
        stdout, returncode = b"", status

    monkeypatch.setattr(confined.subprocess, "run", lambda *_, **__: Ended)
    refusal(made.docx(), "a.docx", checked)


def test_a_process_that_does_not_end_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    from goldenthread.documents.checks import confined

    def late(*words: object, **options: object) -> None:
        raise confined.subprocess.TimeoutExpired("check", 60)

    monkeypatch.setattr(confined.subprocess, "run", late)
    assert "too long" in refusal(made.docx(), "a.docx", checked)
