"""What stands around every page: who is signed in, at which front door, where they can go. Three queries."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.accounts.queries import Standing, standing
from goldenthread.design.page import Frame, Link, places
from goldenthread.design.words import day, listed
from goldenthread.recovery.queries import waiting
from goldenthread.recovery.words import banner as restored
from goldenthread.rules.access import Permission

MENU: tuple[tuple[Permission, str, str], ...] = (
    (Permission.READ_CASES, "Worklist", "desk:worklist"),
    (Permission.RECEIVE, "Receive a request", "intake:receive"),
    (Permission.ASK, "Questions", "desk:questions"),
    (Permission.WORK, "Mail", "inbox:inbox"),
    (Permission.READ_CASES, "Services", "desk:services"),
    (Permission.READ_LIBRARY, "Library", "documents:library"),
    (Permission.WRITE_LETTERS, "Letters", "desk:letters"),
    (Permission.REPORT, "Monthly report", "measures:sitrep"),
    (Permission.REPORT, "Advice not returned", "measures:non_returns"),
    (Permission.REPORT, "Record keeping", "measures:record_keeping"),
    (Permission.IMPORT, "Import a tracker", "tracker:import"),
    (Permission.SET_UP, "Letter templates", "desk:templates"),
    (Permission.SET_UP, "Rehearse a ladder", "deadlines:rehearse"),
    (Permission.MANAGE_MEMBERS, "People", "accounts:people"),
    (Permission.EMERGENCY, "Emergency access", "cases:open_in_emergency"),
    (Permission.REVIEW_EMERGENCY, "Emergency openings", "desk:emergencies"),
    (Permission.LIFT, "Restrictions", "desk:restrictions"),
    (Permission.READ_AUDIT, "Who looked", "desk:traces"),
)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The frame of the page for whoever asks; for a stranger, the bare door."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"frame": Frame(banner=banner())}
    return {"frame": frame(request.path, person.name, standing(person))}


def frame(path: str, name: str, stands: Standing) -> Frame:
    """Only what the person may open is in the menu."""
    links = [
        Link(text, reverse(route)) for permission, text, route in MENU if permission in stands.permissions
    ]
    return Frame(
        front_door=listed(stands.front_doors),
        home=reverse("desk:worklist"),
        places=places(path, links),
        name=name,
        account=reverse("accounts:account"),
        sign_out=reverse("accounts:sign_out"),
        banner=banner(),
        warning=warning(),
        footer=(Link("Is everything well?", reverse("desk:health")),),
    )


def banner() -> str:
    """A demonstration keeps a day of its own, and says so on every page."""
    kept = os.environ.get("GOLDENTHREAD_TODAY")
    return (
        f"Demonstration: nobody here is real, and the day is {day(date.fromisoformat(kept))}." if kept else ""
    )


def warning() -> str:
    """After a restore every page says what is lost and that nothing is sent, until a person has compared."""
    restore = waiting()
    return restored(restore.lost_after) if restore else ""
