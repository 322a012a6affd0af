"""Machines of the restore drill, each with a home of its own, and what is done on them, as programs of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
from django.db import transaction
from goldenthread.audit.models import Entry
from goldenthread.database.acting import as_system
from goldenthread.recovery.queries import waiting
with transaction.atomic(), as_system("audit"):
    print(list(Entry.objects.order_by("recorded_at").values_list("deed", flat=True))[-1], waiting() is not None)
"""

LEAVE = """
import sys
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from goldenthread.command import post
from goldenthread.database.acting import as_system
from goldenthread.post.models import Message
_, _, server, most, kinds = sys.argv
post.reconcile()
settings.SMTP, settings.MAIL_ALLOWED = server, None
with transaction.atomic(), as_system("audit"):
    rows = Message.objects.filter(state__in=["queued", "unknown"]).order_by("written_at", "key")
    rows.update(next_try=Now())
    found = list((rows.filter(secret="") if kinds == "plain" else rows)[: int(most)])
for each in found:
    post.deliver(str(each.pk))
with transaction.atomic(), as_system("audit"):
    print(*sorted(Message.objects.filter(pk__in=[each.pk for each in found]).values_list("state", flat=True)))
    for row in Message.objects.filter(template="answer-link"):
        print(row.reply)
"""

CUT_OFF = """
from datetime import date
from goldenthread.accounts.actions import ensure_system_account
from goldenthread.database.acting import as_system
from goldenthread.post import actions
from goldenthread.post.models import Message
from django.db import transaction
from django.db.models.functions import Now
with transaction.atomic():
    by = ensure_system_account("post", "The post")
    with as_system("audit"):
        letter = Message.objects.filter(state="queued", secret="", next_try__lte=Now()).first()
    actions.claim(message=letter.pk, is_needed=lambda _: True, by=by, on=date(2026, 11, 22))
    with as_system("audit"):
        Message.objects.filter(pk=letter.pk).update(lease_until=Now())
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
