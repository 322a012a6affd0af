"""No address gives out a file that was uploaded, kept or made for somebody else (A19, A20).

A download is made, or a case's document read from the store, at once for whoever asks, under a view that asks who
they are; no copy stays, so that none can be fetched after its maker's rights have ended. What lies in the home of the
installation, the store of documents too, is served to nobody.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.actions import leave
from goldenthread.accounts.models import Membership
from goldenthread.documents.models import Version
from goldenthread.documents.store import place
from goldenthread.rules.access import Permission, Role
from goldenthread.tracker.models import Draft
from tests.access.asking import ANYONE, addresses, browsers
from tests.access.leaks import text
from tests.access.world import TODAY, World
from tests.house.test_routes import routes

pytestmark = pytest.mark.django_db
LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"
SECRET = "Quillwort"
DOWNLOADS = {
    "advice:hand_out": Permission.EXPORT,
    "desk:worklist_csv": Permission.EXPORT,
    "desk:worklist_xlsx": Permission.EXPORT,
    "desk:letters_csv": Permission.EXPORT,
    "desk:letter_pdf": Permission.WRITE_LETTERS,
    "desk:letter_docx": Permission.WRITE_LETTERS,
    "desk:request_pack_pdf": Permission.WRITE_LETTERS,
    "desk:request_pack_docx": Permission.WRITE_LETTERS,
    "desk:questions_csv": Permission.EXPORT,
    "desk:questions_xlsx": Permission.EXPORT,
    "desk:trace_csv": Permission.READ_AUDIT,
    "documents:download": Permission.READ_CASES,
    "inbox:attachment": Permission.WORK,
    "measures:download": Permission.REPORT,
    "measures:behind_csv": Permission.EXPORT,
    "measures:non_returns_file": Permission.REPORT,
    "measures:record_keeping_file": Permission.REPORT,
    "measures:returns_behind_csv": Permission.EXPORT,
    "tracker:export": Permission.EXPORT,
}
"""Every route that answers with a file, and what it asks for: reviewed. A new one is added here by a person."""

KEPT = (
    "keys/audit.pem",
    "files/ab/report.pdf",
    "checkpoints/checkpoint.json",
    "static/report.txt",
    "dump.sql",
)
GUESSES = (
    "/{}", "/var/{}", "/media/{}", "/files/{}", "/uploads/{}", "/download/{}", "/static/{}", "/static/../{}",
    "/static/../var/{}", "/static/%2e%2e/{}", "/static/..%2f..%2f{}", "/static//{}", "/static/design/../../{}",
    "/./{}", "/import/{}",
)  # fmt: skip
OF_A_DRAFT = (
    "/import/{}/content", "/import/{}/file", "/import/{}.csv", "/drafts/{}",
    "/media/{}", "/files/{}", "/tracker/draft/{}/", "/import/{}/download/",
)  # fmt: skip


@pytest.fixture
def home() -> Iterator[Path]:
    """The installation's home, with something of each kind lying in it."""
    home = Path(os.environ["GOLDENTHREAD_HOME"])
    assert Path(settings.FILES).is_relative_to(home)
    laid = [home / name for name in KEPT if not (home / name).exists()]
    for path in laid:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SECRET)
    yield home
    for path in laid:
        path.unlink()


def guesses(home: Path, draft: Draft) -> list[str]:
    """Where somebody would look for a file: each of the home by its path, whole or within it, and the upload."""
    stored = place(Version.objects.values_list("sha256", flat=True)[0])
    laid = [*KEPT, str(stored.relative_to(home))]
    names = [*laid, *(str(home / name).lstrip("/") for name in laid)]
    by_name = [guess.format(name) for guess in GUESSES for name in names]
    by_draft = [
        guess.format(word) for guess in OF_A_DRAFT for word in (draft.pk, draft.pk.hex, draft.file_name)
    ]
    return [*by_name, *by_draft, "/.git/config", "/.env", "/backup.tar", "/static/", "/media/", "/files/"]


def test_no_guess_leads_to_a_file_and_an_upload_is_shown_to_its_uploader_alone(
    world: World, home: Path
) -> None:
    assert settings.DEBUG is False
    draft = Draft.objects.filter(area=world.cast.area).get()
    people = list(browsers(world).items())
    answered = {}
    for turn, guess in enumerate(guesses(home, draft)):
        for role, browser in people if LONG else [people[turn % len(people)], people[0]]:
            answer = browser.get(guess)
            if answer.status_code != 404 or SECRET in text(answer):
                answered[guess, role] = answer.status_code
    assert answered == {}
    assert len(guesses(home, draft)) == COUNTED
    assert shown_to(world, draft) == {(Role.SPOC_ADMINISTRATOR.value, True)}


def shown_to(world: World, draft: Draft) -> set[tuple[str, bool]]:
    """Who finds the upload's name or content, and whether on a page of its own: its own, or that which leads to it."""
    content = bytes(draft.content).replace(b"Wren", SECRET.encode())
    Draft.objects.filter(pk=draft.pk).update(content=content, file_name=f"{SECRET}.csv")
    people, finding = list(browsers(world).items()), set()
    every = [address for _, relation, address in addresses(world) if relation in ("own", "-")]
    for turn, address in enumerate(dict.fromkeys(every)):
        is_its_page = str(draft.pk) in address or address == reverse("tracker:import")
        for role, browser in people if LONG or is_its_page else people[turn % 29 :: 29]:
            if SECRET in text(browser.get(address)):
                finding.add((role, is_its_page))
    return finding


def test_a_download_is_made_at_once_for_whoever_asks_and_leaves_nothing_but_its_trace(
    world: World, home: Path
) -> None:
    people = browsers(world)
    giving = files(world, people)
    declared = {name: getattr(route.callback, "declares", None) for name, route in routes()}
    assert {name: declared[name] for name in giving} == DOWNLOADS
    assert [each for each in giving.values() if is_file(people[ANYONE].get(each))] == []
    manager = people[Role.SPOC_MANAGER.value]
    del giving["desk:trace_csv"]
    rows, lying_there = counts(), lying(home)
    for address in giving.values():
        answer = manager.get(address)
        assert is_file(answer) and "no-store" in answer.headers["Cache-Control"], address
    assert {table for table, count in counts().items() if count != rows[table]} == {"audit_entry"}
    assert lying(home) == lying_there
    for membership in Membership.objects.filter(user=world.cast.manager):
        leave(membership=membership, by=world.cast.manager, on=TODAY.replace(day=1))
    assert {manager.get(address).status_code for address in giving.values()} <= {302, 403, 404}


def files(world: World, people: dict[str, Client]) -> dict[str, str]:
    """The routes that answer with a file, each with an address of one; a long run asks as everybody."""
    giving = {}
    for name, relation, address in addresses(world):
        if relation in ("own", "-"):
            roles = list(people) if LONG else [(Role.AUDITOR if "trace" in name else Role.SPOC_MANAGER).value]
            if any(is_file(people[role].get(address)) for role in roles):
                giving[name] = address
    return giving


def is_file(answer: HttpResponse) -> bool:
    return "attachment" in answer.headers.get("Content-Disposition", "")


def lying(home: Path) -> set[str]:
    """Every file of the home but the database's own, and those that workers beside this one keep."""
    aside = {each for each in home.glob("files*") if each != Path(settings.FILES)} | {home / "postgres"}
    return {str(path) for path in home.rglob("*") if path.is_file() and not aside & set(path.parents)}


def counts() -> dict[str, int]:
    """How many rows each table has."""
    tables = "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
    with connection.cursor() as cursor:
        cursor.execute(tables)
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"select count(*) from {table}")
            found[table] = cursor.fetchone()[0]
    return found


COUNTED = 210
"""Guesses, each asked by nobody and by one person in turn; by everybody in a long run."""
