"""Importing a tracker of 120,000 rows: read, checked, written with facts, audit and snapshot.

The peer is the best real way of only moving such rows: calamine reads the workbook, COPY writes one table.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import python_calamine
import xlsxwriter
from django.db import connection, transaction

from benchmarks.timing import Result
from goldenthread.database.acting import as_system
from goldenthread.deadlines.snapshot import refresh
from goldenthread.demo.area import set_up_torbay
from goldenthread.demo.stories import NhsNumbers
from goldenthread.directory.queries import labels
from goldenthread.tracker.actions import import_
from goldenthread.tracker.reading import read
from goldenthread.tracker.workbook import HEADINGS

ROWS, PER_CASE = 120_000, 6
TODAY = date(2026, 11, 22)


def run(folder: Path) -> list[Result]:
    """Once each, since a second import of the same file writes nothing; that one is timed too."""
    path = folder / "tracker.xlsx"
    make(path)
    with transaction.atomic():
        cast = set_up_torbay(date(2020, 1, 1))
    peer = _timed(lambda: _move(path))
    first = _timed(lambda: _take(path, cast))
    derived = _timed(lambda: _derive())
    again = _timed(lambda: _take(path, cast))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    name = "calamine read + COPY of the cells"
    return [
        Result(
            "import a tracker, facts and audit written",
            f"{ROWS:,} rows",
            first,
            name,
            peer,
            1,
            f"{memory} MiB",
        ),
        Result("derive the snapshot of the imported cases", f"{ROWS:,} rows", derived, name, peer, 1),
        Result("import the same tracker again: nothing changes", f"{ROWS:,} rows", again, name, peer, 1),
    ]


def make(path: Path) -> None:
    """A workbook as teams keep it, from a seed; six services a child."""
    chance, numbers = random.Random(1), NhsNumbers()
    services = ("OT", "SLT", "PHN", "O&O", "Care Nursing", "CAMHS")
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("Tracker"), book.add_format({"num_format": "dd/mm/yyyy"})
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading)
        for case in range(ROWS // PER_CASE):
            received = TODAY - timedelta(days=chance.randint(60, 1800))
            child = (
                f"EHC-{case:06d}",
                f"Child{case}",
                f"Family{case % 977}",
                date(2015, 1, 1) + timedelta(days=case % 3000),
            )
            number = next(numbers)
            for place, service in enumerate(services, start=case * PER_CASE + 1):
                _row(
                    sheet,
                    place,
                    (*child, number, received, service, "Yes", received + timedelta(days=3)),
                    day,
                )
                if chance.random() < 0.95:
                    sheet.write_datetime(place, 11, received + timedelta(days=chance.randint(10, 60)), day)


def _row(sheet: object, place: int, values: tuple[object, ...], day: object) -> None:
    for column, value in enumerate(values):
        if isinstance(value, date):
            sheet.write_datetime(place, column, value, day)  # type: ignore[attr-defined]
        else:
            sheet.write_string(place, column, value)  # type: ignore[attr-defined]


def _move(path: Path) -> None:
    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    with transaction.atomic(), connection.cursor() as cursor:
        columns = ", ".join(f"c{number} text" for number in range(len(HEADINGS)))
        cursor.execute(f"create temp table moved ({columns}) on commit drop")
        with cursor.copy("copy moved from stdin") as copy:
            for row in rows:
                copy.write_row([str(cell) for cell in row] + [None] * (len(HEADINGS) - len(row)))


def _take(path: Path, cast: object) -> None:
    with transaction.atomic(), as_system("bench"):
        words = labels(cast.area.pk)  # type: ignore[attr-defined]
    reading = read(path, labels=words, today=TODAY)
    answer = import_(
        area=cast.area,  # type: ignore[attr-defined]
        reading=reading,
        file_name=path.name,
        by=cast.spoc,  # type: ignore[attr-defined]
        on=TODAY,
    )
    assert reading.rows_read == ROWS, answer.as_data()


def _derive() -> None:
    with transaction.atomic():
        refresh()


def _timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - start) * 1000


def open_cases(number: int) -> int:
    """Import so many cases, one service each, whose six weeks are over the day before the tick."""
    with transaction.atomic():
        cast = set_up_torbay(date(2020, 1, 1))
    received = TODAY - timedelta(days=43)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "open.csv"
        lines = (
            f"EHC-{place:06d},Child{place},Family{place % 977},{received:%d/%m/%Y},OT\n"
            for place in range(number)
        )
        path.write_text(
            "LA ref,Forename,Surname,Date request rec'd,Service\n" + "".join(lines), encoding="utf-8"
        )
        with transaction.atomic(), as_system("bench"):
            words = labels(cast.area.pk)
        reading = read(path, labels=words, today=TODAY)
    import_(area=cast.area, reading=reading, file_name="open.csv", by=cast.spoc, on=received)
    _derive()
    return number
