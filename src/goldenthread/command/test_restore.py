"""The drill: cases are lived, a backup taken, the machine lost, and another one goes on with the same record.

Each part is a command of its own in a home of its own, as an operator would type it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from goldenthread.command import embedded_postgres
from goldenthread.command.long_test import installed
from goldenthread.database.backup import manifest

DAY = "2026-11-22"

LIVE = """
from datetime import date
from django.db import transaction
from goldenthread.accounts.actions import give_link
from goldenthread.accounts.sealing import unseal
from goldenthread.advice.actions import invite_answer
from goldenthread.database.acting import as_system
from goldenthread.demo.area import set_up_torbay
from goldenthread.demo.stories import Story
from goldenthread.deadlines.actions import tick
from goldenthread.post.models import Message
with transaction.atomic():
    cast = set_up_torbay(date(2020, 1, 1))
    story = Story(cast)
    for received in (date(2026, 9, 1), date(2026, 10, 12), date(2026, 11, 2)):
        asked = story.given_advice_is_sought(received, "SLT", "OT")[0]
    today = date(2026, 11, 22)
    tick(by=cast.tick, on=today)
    link = invite_answer(advice=asked, recipient="service", by=cast.spoc, on=today)
    with as_system("audit"):
        mailed = unseal(Message.objects.get(key=f"answer-link:{link.pk}").secret)
    print(cast.administrator.email)
    print(f"/welcome/{give_link(user=cast.officer, by=cast.manager, on=today)}/")
    print("/" + mailed.split("/", 3)[3])
"""

OPEN = """
import sys
from django.test import Client
print(*(Client().get(link, follow=True).status_code for link in sys.argv[2:]))
"""

LOOK = """
import json, re, sys
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from goldenthread.demo.area import PASSWORD
from goldenthread.demo.phone import code, secret_of
_, _, ahead, session = sys.argv
old, spoc = Client(), Client()
old.cookies[settings.SESSION_COOKIE_NAME] = session
said = {"was_signed_in": old.get("/").status_code == 200}
email = "spoc@torbay.example"
spoc.post("/sign-in/", {"email": email, "password": PASSWORD})
spoc.post("/sign-in/code/", {"code": code(secret_of(email), int(ahead))})
page = spoc.get("/").content.decode()
said["worklist"] = " ".join(re.sub("<[^>]+>", " ", page.partition("<main")[2].partition("</main")[0]).split())
said["warned"] = "Restored from a backup" in page
said["session"] = spoc.cookies[settings.SESSION_COOKIE_NAME].value
print(json.dumps(said))
"""

LATER = """
from datetime import date
from django.db import transaction
from goldenthread.accounts.actions import ensure_system_account, invite
with transaction.atomic():
    by = ensure_system_account("set-up", "Set-up")
    invite(email="late@torbay.example", name="Ned Late", password=None, by=by, on=date(2026, 11, 22))
"""

LAST = """
from django.conf import settings
from django.db import transaction
from goldenthread.command import post
from goldenthread.audit.models import Entry
from goldenthread.database.acting import as_system
from goldenthread.post.models import Message
from goldenthread.recovery.queries import waiting
with transaction.atomic(), as_system("audit"):
    print(list(Entry.objects.order_by("recorded_at").values_list("deed", flat=True))[-1], waiting() is not None)
    letter = Message.objects.filter(state="queued", secret="").first()
settings.SMTP, settings.MAIL_ALLOWED = "smtp://127.0.0.1:9", None
print(post.deliver(str(letter.pk)))
"""

IN_HOME = """
import sys
from pathlib import Path
from goldenthread.command.project import project
with project(Path(sys.argv[1])):
    {}
"""


@dataclass(frozen=True)
class Machine:
    """A home, and the commands that are typed there."""

    home: Path
    programs: Path | None = None

    def types(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run(["-m", "goldenthread", *words])

    def does(self, code: str, *words: str) -> str:
        inside = IN_HOME.format(code.strip().replace("\n", "\n    "))
        done = self._run(["-c", inside, str(self.home), *words])
        assert done.returncode == 0, done.stderr
        return done.stdout

    def looks(self, ahead: int, session: str = "none") -> dict[str, Any]:
        """Sign in with both factors, the code so many periods ahead, since each can be used once."""
        told: dict[str, Any] = json.loads(self.does(LOOK, str(ahead), session))
        return told

    def _run(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "GOLDEN"))
        }
        told = {"GOLDENTHREAD_HOME": str(self.home), "GOLDENTHREAD_TODAY": DAY}
        if self.programs:
            told["GOLDENTHREAD_POSTGRES_BIN"] = str(self.programs)
        return subprocess.run(
            [sys.executable, *words], env={**kept, **told}, capture_output=True, text=True, check=False
        )


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """The one that is lost, and the one that goes on."""
    lost, new = Machine(tmp_path / "lost"), Machine(tmp_path / "new")
    yield lost, new
    for each in (lost, new):
        embedded_postgres.stop(each.home)


def test_another_machine_goes_on_with_the_same_record(
    machines: tuple[Machine, Machine], tmp_path: Path
) -> None:
    lost, new = machines
    operator, *links = lost.does(LIVE).split()
    before = lost.looks(0)
    assert lost.does(OPEN, *links).split() == ["200", "200"]
    (lost.home / "files").mkdir()
    (lost.home / "files" / "report.pdf").write_bytes(b"%PDF a report")

    assert lost.types("audit", "seal").returncode == 0
    done = lost.types("backup", str(tmp_path / "backups"), "--keys", str(tmp_path / "safe"))
    assert done.returncode == 0, done.stderr
    taken = Path(done.stdout.strip())
    keys = tmp_path / "safe" / f"{taken.name}.keys"

    lost.does(LATER)
    assert lost.types("audit", "seal").returncode == 0
    shutil.copytree(lost.home / "checkpoints", new.home / "checkpoints")

    done = new.types("restore", str(taken), "--keys", str(keys))
    assert done.returncode == 0, done.stderr
    assert f"{manifest.read(taken).rows} rows of" in done.stdout
    print(done.stdout)

    assert new.does(LAST).split() == ["recovery.restore", "True", "None"]
    after = new.looks(1, before["session"])
    assert after["worklist"] == before["worklist"]
    assert "SLT" in after["worklist"]
    assert after["was_signed_in"] is False
    assert new.does(OPEN, *links).split() == ["410", "410"], "a link outlived the restore"
    assert (after["warned"], before["warned"]) == (True, False)
    assert (new.home / "files" / "report.pdf").read_bytes() == b"%PDF a report"

    done = new.types("audit", "verify")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("Intact, ")
    assert re.search(
        r"rows \d+ to \d+ of the audit before it are lost; their checkpoints are kept", done.stdout
    )

    done = new.types("restore", "--compared", "--by", operator)
    assert done.returncode == 0, done.stderr
    assert new.does(LAST).split() == ["recovery.compare", "False", "queued"]

    again = manifest.read(Path(new.types("backup", str(tmp_path / "backups")).stdout.strip()))
    changed = {name for name, table in manifest.read(taken).tables.items() if again.tables[name] != table}
    assert changed == {
        "public.accounts_user",  # the restore's own account; who signed in last
        "public.audit_checkpoint",
        "public.audit_entry",
        "public.audit_leaf",
        "public.mfa_authenticator",  # the code that was used
        "public.post_attempt",  # the letter that was tried once the restore was compared
        "public.post_message",
        "public.procrastinate_events",
        "public.procrastinate_jobs",
        "public.recovery_restore",
    }


@pytest.mark.long
@pytest.mark.skipif(not installed(), reason="needs a second PostgreSQL: apt-get install postgresql")
def test_a_backup_goes_into_an_older_postgresql_and_back(tmp_path: Path) -> None:
    older = installed()[0]
    machines = (Machine(tmp_path / "a"), Machine(tmp_path / "b", older), Machine(tmp_path / "c"))
    machines[0].does(LIVE)
    try:
        for one, next_ in pairwise(machines):
            taken = one.types("backup", str(tmp_path / one.home.name)).stdout.strip()
            done = next_.types("restore", taken)
            assert done.returncode == 0, done.stderr
            done = next_.types("audit", "verify")
            assert done.stdout.startswith("Intact, ")
    finally:
        for each in machines:
            embedded_postgres.stop(each.home)
