"""The limited process: what it is given, what it may do, and what becomes of it when it fails."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading import child, confined, read
from goldenthread.tracker.reading.tests.made import (
    HEADINGS,
    LABELS,
    TODAY,
    line,
    lines,
    read_here,
    separated,
    workbook,
)
from goldenthread.tracker.reading.wire import Decoder


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    rows = [
        *lines(1_200),
        line(reference="B1", returned_on="9/4/2026", notes="=1+1\nü", due="1/1/2026"),
        line(reference="B1", returned_on="9/4/2026", notes="=1+1\nü"),
        line(reference="B2", service="SALT"),
        line(reference="B3", involvement="closed"),
        [],
        ["Total", "", "", "", "", "", 4],
    ]
    return workbook(tmp_path / "tracker.xlsx", [HEADINGS, *rows])


def test_what_is_read_in_the_child_is_what_is_read_here(tracker: Path) -> None:
    here, there = read_here(tracker), read(tracker, labels=LABELS, today=TODAY)
    assert there.sha256 == hashlib.sha256(tracker.read_bytes()).hexdigest()
    here.sha256 = there.sha256
    assert here == there
    assert there.rows_read == 1_204
    assert isinstance(there.rows[-1].returned_on, datetime.date)
    assert there.disagreements == here.disagreements != []


def test_the_sheet_of_a_text_file_is_called_what_its_owner_calls_it(tmp_path: Path) -> None:
    path = separated(tmp_path / "upload-81", [HEADINGS, line()])
    assert read(path, labels=LABELS, today=TODAY, name="tracker 26.csv").sheet == "tracker 26.csv"


def test_a_refusal_in_the_child_is_a_refusal_here(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No row of headings was found"):
        read(separated(tmp_path / "t.csv", [["nothing"]]), labels=LABELS, today=TODAY)


def test_a_folder_whose_name_is_odd_is_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / "tracker – été ' \" $(x)"
    folder.mkdir()
    assert len(read(separated(folder / "t;.csv", [HEADINGS, line()]), labels=LABELS, today=TODAY).rows) == 1


IN_THE_CHILD = """
import resource, sys
from goldenthread.tracker.reading import child
child.confine(5)
{}
"""


def run_confined(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", IN_THE_CHILD.format(code)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_child_may_hold_half_a_gigabyte_and_no_more() -> None:
    assert "MemoryError" in run_confined("bytearray(600 * 2**20)").stderr
    assert run_confined("bytearray(300 * 2**20)").returncode == 0


def test_the_child_may_write_no_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert "File too large" in run_confined(f"open({str(path)!r}, 'wb', buffering=0).write(b'x')").stderr
    assert path.read_bytes() == b""


def test_the_child_is_stopped_when_its_time_is_up() -> None:
    assert run_confined("resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass").returncode == -24


def test_a_limit_that_is_lower_already_stays() -> None:
    lower = "resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))\nchild.confine(9)\n"
    ended = run_confined(lower + "print(resource.getrlimit(resource.RLIMIT_NOFILE))")
    assert ended.stdout.strip() == "(9, 9)"


def test_the_child_is_given_no_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: dict[str, Any] = {}
    real = subprocess.Popen

    def spied(*args: Any, **kwargs: Any) -> Any:
        given.update(kwargs)
        return real(*args, **kwargs)

    monkeypatch.setenv("DATABASE_URL", "postgresql://secret.example")
    monkeypatch.setattr(confined.subprocess, "Popen", spied)
    read(separated(tmp_path / "t.csv", [HEADINGS, line()]), labels=LABELS, today=TODAY)
    assert given["env"] == {}
    assert given["cwd"] == "/"


def child_that(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Put another program in the child's place."""
    real = subprocess.Popen

    def other(command: list[str], **kwargs: Any) -> Any:
        return real([sys.executable, "-c", code], **kwargs)

    monkeypatch.setattr(confined.subprocess, "Popen", other)


ASK = "import os,sys,time; sys.stdin.read(); "
START = ASK + 'print(\'{"sheet":"T","header_row":1}\', flush=True); '


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (ASK + "os.abort()", confined.TOO_MUCH),
        (ASK + "os.kill(os.getpid(), 24)", confined.TOO_LONG),
        (ASK + "sys.exit(3)", confined.UNREADABLE),
        (ASK + "print('not json')", confined.UNREADABLE),
        (START, confined.UNREADABLE),
        (START + "os.abort()", confined.TOO_MUCH),
        (START + "print('[[0,[1,2]]]')", confined.UNREADABLE),
        (START + "print('[[99,[1]]]')", confined.UNREADABLE),
        (START + "print('[7]')", confined.UNREADABLE),
        (START + 'print(\'{"refused":"Because."}\')', "Because."),
        (ASK + 'print(\'{"refused":"Because."}\')', "Because."),
        (ASK + "print('{}')", confined.UNREADABLE),
        ("import os; os.abort()", confined.TOO_MUCH),
    ],
)
def test_a_child_that_dies_or_talks_nonsense_is_a_refusal(
    tracker: Path, monkeypatch: pytest.MonkeyPatch, code: str, says: str
) -> None:
    child_that(monkeypatch, code)
    with pytest.raises(Refused) as refused:
        read(tracker, labels=LABELS, today=TODAY)
    assert refused.value.sentence == says


def test_a_child_that_never_answers_is_killed(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child_that(monkeypatch, START + "time.sleep(600)")
    monkeypatch.setattr(confined, "SECONDS", 0.2)
    with pytest.raises(Refused, match="takes too long"):
        read(tracker, labels=LABELS, today=TODAY)


def test_a_child_that_talks_without_end_is_cut_off(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child_that(monkeypatch, START + "\nwhile True: print('[' + ' ' * 100000 + ']')")
    monkeypatch.setattr(confined, "LARGEST_ANSWER", 1_000_000)
    with pytest.raises(Refused):
        read(tracker, labels=LABELS, today=TODAY)


def answered(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> dict[str, str]:
    """What the child writes when opening the file raises this."""

    def fails(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr(child, "opened", fails)
    out = io.BytesIO()
    child.answer(json.dumps({"path": "x", "labels": {}, "today": "2026-11-22", "name": "x"}).encode(), out)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


class Panic(BaseException):
    """As calamine's own panics, which are no Exception."""


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (Refused("No."), "No."),
        (MemoryError(), child.TOO_MUCH),
        (Panic("capacity overflow"), child.UNREADABLE),
        (RuntimeError("Tamsin Trease, 999 000 0018"), child.UNREADABLE),
    ],
)
def test_whatever_goes_wrong_the_child_says_one_sentence_and_names_nobody(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, says: str
) -> None:
    assert answered(monkeypatch, error) == {"refused": says}


def test_the_child_reads_its_question_and_writes_its_answer(
    tracker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = {"path": str(tracker), "labels": LABELS, "today": "2026-11-22", "name": "t", "seconds": 9}
    limits: list[int] = []
    out = io.BytesIO()
    monkeypatch.setattr(child, "confine", limits.append)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(question).encode())))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    child.main()
    first, *_, last = out.getvalue().splitlines()
    assert limits == [9]
    assert json.loads(first) == {"sheet": "Tracker", "header_row": 1}
    assert json.loads(last) == {"end": True}


def test_a_date_that_is_none_is_not_let_in() -> None:
    row = [2, "A1", None, None, None, None, "ot", "not a date", *[None] * 8]
    with pytest.raises(ValueError, match="Invalid isoformat"):
        list(Decoder().outcomes([(0, row)]))


def test_the_reading_half_knows_no_django() -> None:
    code = "import goldenthread.tracker.reading, sys; sys.exit('django' in sys.modules)"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
