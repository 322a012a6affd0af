"""What is written out and read back is the same; nothing in a cell ever comes alive in a spreadsheet."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from conftest import LONG
from goldenthread.advice import actions as advice_actions
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.intake.actions import withdraw
from goldenthread.rules.involvement import Involvement
from goldenthread.tracker.actions import export
from goldenthread.tracker.queries import TrackerLine
from goldenthread.tracker.reading import parse
from goldenthread.tracker.reading.tests.made import LABELS
from goldenthread.tracker.tests.told import NUMBERS, TODAY, Office, counts, everything, hal
from goldenthread.tracker.workbook import FIELDS, write_csv, write_workbook

office_needed = pytest.mark.skipif(
    not shutil.which("soffice"), reason="needs LibreOffice: apt-get install libreoffice-calc"
)
CASES = 1_000 if LONG else 40
PAYLOADS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "|calc", "%0A=1", "=cmd|' /C calc'!A0", "'=1+1", "''=1",
    '=HYPERLINK("http://bad.example","here")', "=WEBSERVICE(\"http://bad.example\")", "-2+3+cmd|' /C calc'!D2",
    "＝1+1", "\ufeff=1+1", "\x0b=1+1", ";=1+1", '"=1+1', "=1+1\nsecond line"
)  # fmt: skip
COERCED = ("0123", "1-2", "1e5", "TRUE", "#REF!", "12/03/2021")
"""What CSV cannot keep from a spreadsheet's guesses; a workbook can."""


def _written(office: Office, kind: str) -> Path:
    path = office.folder / f"out-{random.random()}.{kind}"
    lines = export(area=office.story.cast.area, by=office.story.cast.spoc, on=TODAY)
    return _write(path, lines)


def _write(path: Path, lines: list[TrackerLine]) -> Path:
    if path.suffix == ".csv":
        write_csv(path, lines)
    else:
        write_workbook(path, lines, title="Single Point of Contact - EHC requests", labels=["SLT", "OT"])
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_importing_an_export_of_cases_lived_here_changes_nothing(office: Office, kind: str) -> None:
    _live(office.story, random.Random(kind))
    before, facts = everything(), Fact.objects.count()
    path = _written(office, kind)
    answer = office.take_file(path)
    assert answer["rejected"] == answer["questions"] == answer["disagreements"] == []
    assert counts(answer) == (0, 0, answer["rows_read"], 0)
    assert answer["rows_read"] >= CASES
    assert (everything(), Fact.objects.count()) == (before, facts)


@pytest.mark.django_db
def test_an_export_of_what_was_imported_is_what_was_imported(office: Office) -> None:
    rows = [
        hal(notes="First", returned_on="20/04/2026", chased_on="14/04/2026"),
        hal(service="OT", involvement="No"),
    ]
    office.take(*rows)
    first = [
        list(map(str, row))
        for row in CalamineWorkbook.from_path(_written(office, "xlsx")).get_sheet_by_index(0).to_python()
    ]
    assert first[4][:9] == [
        "EHC26-0001", "Hal", "Moyle", "2015-02-14", NUMBERS[0], "2026-03-02", "OT", "No", "",
    ]  # fmt: skip
    assert first[5][6:] == ["SLT", "Yes", "", "2026-04-13", "2026-04-14", "2026-04-20", "7.0", "First"]
    assert first[6][0] == "TOTAL"


def _live(story: Story, chance: random.Random) -> None:
    """Cases through the real actions: one to three services each, some answered, chased, acknowledged, looked up."""
    spoc = story.cast.spoc
    for number in range(CASES):
        on = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
        child = story.given_a_child(born_on=on - timedelta(days=chance.randint(1_000, 6_000)), on=on)
        request = story.given_a_request(on, child=child, reference=f"E/{number:05}")
        services = story.services(*chance.sample(("SLT", "OT", "PHN", "CAMHS"), chance.randint(1, 3)))
        _look_up(request, services, chance, by=spoc, on=on)
        remark = chance.choice(("", "", "By post", "=1+1", "Two\nlines"))
        asked = advice_actions.seek(request=request, services=services, remark=remark, by=spoc, on=on)
        for each in asked:
            _answer(each, chance, by=spoc, on=on)
        if chance.random() < 0.05:
            withdraw(
                request=request,
                reason="moved-away",
                remark="Left.",
                by=story.cast.manager,
                on=on + timedelta(days=99),
            )


def _look_up(request: Any, services: Any, chance: random.Random, *, by: Any, on: date) -> None:
    from goldenthread.intake.actions import Checked, check

    for service in services:
        found = chance.choice((Involvement.OPEN, Involvement.NONE, Involvement.CLOSED, None))
        closed_on = on - timedelta(days=chance.randint(1, 900)) if found is Involvement.CLOSED else None
        if found:
            check(request=request, checked=[Checked(service, found, closed_on)], by=by, on=on)


def _answer(asked: Any, chance: random.Random, *, by: Any, on: date) -> None:
    if chance.random() < 0.7:
        advice_actions.acknowledge(advice=asked, by=by, on=on + timedelta(days=chance.randrange(9)))
    if chance.random() < 0.3:
        advice_actions.chase(advice=asked, by=by, on=on + timedelta(days=43))
    if chance.random() < 0.8:
        advice_actions.record(advices=[asked], by=by, on=on + timedelta(days=chance.randint(20, 80)))


# Formulas: what is typed as text stays text.


def _lines(payloads: Sequence[str] = PAYLOADS) -> list[TrackerLine]:
    """One line for each payload in each column of words."""
    received = date(2026, 3, 2)
    plain = {
        "reference": "E/1", "forename": "Hal", "surname": "Moyle", "born_on": None, "nhs_number": NUMBERS[0],
        "received_on": received, "service": "SLT", "known": "Yes", "acknowledged_on": None, "due_on": date(2026, 4, 13),
        "chased_on": None, "returned_on": None, "days_late": None, "notes": "",
    }  # fmt: skip
    return [
        TrackerLine(**{**plain, "reference": f"E/{number}-{name}", name: payload})  # type: ignore[arg-type]
        for number, payload in enumerate(payloads)
        for name in ("forename", "surname", "notes")
    ]


def _shown(line: TrackerLine) -> list[tuple[str, str]]:
    return [(name, getattr(line, name)) for name in ("forename", "surname", "notes")]


@office_needed
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_libreoffice_shows_every_payload_as_the_text_that_it_is(tmp_path: Path, kind: str) -> None:
    lines = _lines((*PAYLOADS, *COERCED) if kind == "xlsx" else PAYLOADS)
    path = _write(tmp_path / f"out.{kind}", lines)
    converted = _converted(path, tmp_path / "converted")
    content = _content(converted)
    assert not [formula for formula in _formulas(content) if "F" not in formula and "L" not in formula]
    for line, cells in zip(lines, _rows(converted, kind), strict=True):
        for name, text in _shown(line):
            shown = cells[FIELDS.index(name)]
            assert _as_typed(_seen(shown)) == _as_typed(_seen(text)), name


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_every_payload_reads_back_as_it_was_written(tmp_path: Path, kind: str) -> None:
    path = _write(tmp_path / f"out.{kind}", _lines())
    reading = parse(path, labels=LABELS, today=TODAY)
    assert (len(reading.rejected), len(reading.questions)) == (0, 0)
    for line, row in zip(_lines(), reading.rows, strict=True):
        assert _seen(row.notes or "") == _seen(line.notes)


def _as_typed(text: str) -> str:
    """A text without the apostrophe that keeps it one in CSV."""
    return text.lstrip("' ")


def _seen(text: str) -> str:
    """What a person can see of a text: no control characters, no marks of order, single spaces."""
    return " ".join(
        "".join(each for each in text if each == "\n" or each.isprintable()).replace("\ufeff", "").split()
    )


def _converted(path: Path, folder: Path) -> Path:
    """The file opened by LibreOffice and saved as its own format, without a window."""
    profile = f"-env:UserInstallation=file://{folder}-profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "ods:calc8",
        "--outdir",
        str(folder),
        str(path),
    ]
    if path.suffix == ".csv":
        command.insert(3, "--infilter=CSV:44,34,76,1,,0,false,true,false")
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.ods"


def _content(path: Path) -> str:
    import zipfile

    with zipfile.ZipFile(path) as book:
        return book.read("content.xml").decode()


def _formulas(content: str) -> Iterator[str]:
    import re

    return (found[1] for found in re.finditer(r'table:formula="([^"]*)"', content))


def _rows(path: Path, kind: str) -> list[list[str]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [
        [str(cell) for cell in row]
        for row in rows[4 if kind == "xlsx" else 1 :]
        if str(row[0]).startswith("E/")
    ]
