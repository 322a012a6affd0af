"""A command of which no audit row can be written does nothing and says nothing of a child (J03).

A search and each form of the pages are tried the same way: tests/house/test_looks.py and test_twice.py.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from goldenthread.command import main as command
from goldenthread.command import post, worker
from goldenthread.command.project import project
from goldenthread.deadlines.actions import tick
from goldenthread.demo.stories import Story
from goldenthread.post import channels
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from tests.house.test_reading import told

pytestmark = pytest.mark.django_db

DAY, LATE = date(2026, 11, 2), date(2026, 12, 15)
ROW = "EHC-9,Hal,Moyle,07/04/2015,,02/11/2026,OT\n"
TRACKER = "LA ref,Forename,Surname,DOB,NHS No.,Date request rec'd,Service\n" + ROW
CANARIES = ("Quillwort", "A-1", "EHC-9", "Moyle", "9990000")
OF_A_CHILD = {
    "import": ["tracker", "tracker.csv", "--area", "torbay", "--by", "spoc"],
    "export": ["tracker", "--area", "torbay", "--out", "out.csv", "--by", "spoc"],
    "tick": ["--on", LATE.isoformat()],
    "audit": ["show", "--case", "A-1", "--by", "auditor"],
}
"""The commands that write of a child, or print something of one; `--by` by the part that they play."""

OF_NOBODY = {
    "demo": "makes an installation of its own, of invented people",
    "test": "runs the tests",
    "deadline": "works a date out; nobody's",
    "area": "loads a pack: no child is in it",
    "ladder": "counts alone",
    "account": "people who sign in",
    "sitrep": "counts alone",
    "worker": "does what ROUNDS do, tried below",
    "backup": "every row at once, as its own login, which reads the audit too; its manifest says so",
    "restore": "every row at once, into an empty database",
    "serve": "the pages, which are tried by themselves",
    "check": "reads the code",
    "bench": "a database of invented people",
    "manage": "Django's own commands, of who keeps the machine",
}


@pytest.fixture
def late(story: Story) -> Story:
    """Advice on Wren Quillwort is late and its first chase waits in the queue."""
    child = story.given_a_child("Wren", "Quillwort")
    request = story.given_a_request(DAY, child=child, reference="A-1")
    story.given_advice_is_sought(DAY, "SLT", request=request)
    return story


@contextmanager
def no_audit() -> Iterator[None]:
    """Whatever writes a row of the audit finds that there is no such table."""

    def broken(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql)
        is_row = "insert into audit_entry" in " ".join(text.lower().split())
        return execute(
            text.replace("audit_entry", "a_table_that_is_gone") if is_row else sql, params, many, context
        )

    with connection.execute_wrapper(broken):
        yield


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every command runs in this test's database, in a folder of its own, on the day of the first chase."""

    @contextmanager
    def project_here() -> Iterator[Path]:
        yield tmp_path

    for word in OF_A_CHILD:
        module = importlib.import_module(command.COMMANDS[word][0])
        for name, value in list(vars(module).items()):
            if value is project:
                monkeypatch.setattr(module, name, project_here)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOLDENTHREAD_TODAY", LATE.isoformat())
    (tmp_path / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    return tmp_path


def words(word: str, story: Story) -> list[str]:
    people = {"spoc": story.cast.spoc.email, "auditor": story.cast.people[Role.AUDITOR].email}
    return [people.get(each, each) for each in OF_A_CHILD[word]]


@pytest.mark.parametrize("word", OF_A_CHILD)
def test_a_command_without_its_audit_row_changes_and_prints_nothing(
    word: str, late: Story, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The control comes last: with the row the same words do, or say, something."""
    asked = [word, *words(word, late)]
    before = told(late.cast)
    with no_audit(), suppress(DatabaseError):
        assert command.main(asked) != 0
    printed = "".join(capsys.readouterr())
    assert [each for each in CANARIES if each in printed] == []
    assert told(late.cast) == before
    assert not (here / "out.csv").exists()
    assert command.main(asked) == 0
    assert told(late.cast) != before


ROUNDS: dict[str, Callable[[], object]] = {
    "derive and tick": lambda: worker.once(None),
    "deliver": lambda: post.deliver(str(Message.objects.get(step="chase").pk)),
}


@pytest.mark.parametrize("what", ROUNDS)
def test_the_worker_without_its_audit_row_writes_nothing_and_sends_nothing(
    what: str, late: Story, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left: list[object] = []
    monkeypatch.setattr(channels, "is_set_up", lambda _: True)
    monkeypatch.setattr(channels, "hand_over", lambda letter, **_: left.append(letter))
    if what == "deliver":
        tick(by=late.cast.tick, on=LATE)
    before = told(late.cast)
    with no_audit(), pytest.raises(DatabaseError, match="a_table_that_is_gone"):
        ROUNDS[what]()
    after = told(late.cast)
    assert {table for table in before if before[table] != after[table]} <= DERIVED
    assert left == []
    assert [each for each in CANARIES if each in "".join(capsys.readouterr())] == []


DERIVED = {"deadlines_deadline", "deadlines_awaited", "cases_case"}
"""What follows from facts that are there; a case is marked until that is done."""


def test_a_search_without_its_audit_row_finds_nobody(late: Story, client: Client) -> None:
    client.force_login(late.cast.spoc)
    client.raise_request_exception = False
    asked = {"search": "Quillwort"}
    with no_audit():
        answer = client.post(reverse("desk:search"), asked, follow=True)
    assert answer.status_code == 503
    assert "A-1" not in answer.content.decode()
    assert "A-1" in client.post(reverse("desk:search"), asked, follow=True).content.decode()


def test_each_command_is_tried_or_says_why_not() -> None:
    assert {*OF_A_CHILD, *OF_NOBODY} == set(command.COMMANDS)
