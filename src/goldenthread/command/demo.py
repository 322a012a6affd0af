"""`goldenthread demo [--port N] [--no-serve] [--empty]`: a year in Torbay, lived and then served."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from goldenthread.command import places
from goldenthread.command.project import project
from goldenthread.command.serve import PORT, serve
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

LAST_DAY = date(2022, 2, 28)
KEPT = "today"
MADE = "demonstration"


def main(words: list[str]) -> int:
    """Make the demonstration once in its home, then serve it."""
    asked = _parser().parse_args(words)
    home = places.made(places.home())
    wanted = "empty" if asked.empty else "year"
    _prepare(home, wanted)
    with project(home):
        _make(home, wanted)
        _tell(home, asked.port, wanted)
        return 0 if asked.no_serve else serve(asked.port)


def _prepare(home: Path, wanted: str) -> None:
    """The home's own day, before Django reads it; a home that holds something else is never overwritten."""
    made = (home / MADE).read_text().strip() if (home / MADE).exists() else None
    if made and made != wanted:
        raise Refused(
            f"{home} holds the {'empty' if made == 'empty' else 'lived'} demonstration. "
            "Remove that folder, or set GOLDENTHREAD_HOME to another."
        )
    if os.environ.get("GOLDENTHREAD_PRODUCTION") == "1":
        raise Refused("The demonstration is not for production. Unset GOLDENTHREAD_PRODUCTION.")
    if wanted == "year" and not (home / KEPT).exists():
        (home / KEPT).write_text(f"{LAST_DAY.isoformat()}\n")


def _make(home: Path, wanted: str) -> None:
    """Live the year (or only set the area up), unless an earlier start did."""
    if (home / MADE).exists():
        return
    from goldenthread import clock
    from goldenthread.demo.area import set_up_torbay
    from goldenthread.demo.year import live
    from goldenthread.directory.queries import area

    if area("torbay") is not None:
        raise Refused(
            "An earlier start was cut off, or Torbay is already here. Remove the folder "
            f"{home} and start again, or set GOLDENTHREAD_HOME to another."
        )
    if wanted == "empty":
        from django.db import transaction

        with transaction.atomic():
            set_up_torbay(date(2020, 1, 1)).people.everybody()
    else:
        live(progress=_progress)
        print(file=sys.stderr)
    (home / MADE).write_text(f"{wanted}\n")
    _write_sitrep(home, f"{clock.today():%Y-%m}")


def _progress(done: int, all_: int, day: date) -> None:
    """A bar on standard error; a line each month where that is no terminal."""
    if sys.stderr.isatty():
        filled = 30 * done // all_
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {said(day):<18}", end="", file=sys.stderr, flush=True)
    elif day.day == 1:
        print(f"{said(day)} …", file=sys.stderr, flush=True)


def _write_sitrep(home: Path, month: str) -> None:
    """The latest month's report, where a newcomer can open it."""
    from goldenthread.command import sitrep

    for form in ("xlsx", "pdf"):
        sitrep.main(
            [
                "--area",
                "torbay",
                "--month",
                month,
                "--format",
                form,
                "--out",
                str(home / f"sitrep-{month}.{form}"),
            ]
        )


def _tell(home: Path, port: int, wanted: str) -> None:
    from goldenthread import clock
    from goldenthread.demo.area import PASSWORD

    month = f"{clock.today():%Y-%m}"
    print(f"Open      http://127.0.0.1:{port}/")
    print(f"Sign in   spoc@torbay.example with the password: {PASSWORD}")
    print("          Then the code that the page shows, for nobody here has a phone.")
    _tell_people()
    print(f"Sitrep    {home / f'sitrep-{month}.pdf'} and .xlsx")
    if wanted == "empty":
        print("Import    ./goldenthread import tracker FILE --area torbay --by spoc@torbay.example")
    else:
        print(f"The day here is {said(clock.today())}. Everyone here is invented.")
    sys.stdout.flush()


def _tell_people() -> None:
    """Everybody who can sign in with that password: role, what their authenticator app knows, and its code now."""
    from django.db import transaction

    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.accounts.queries import invented_people
    from goldenthread.database.acting import acting_as
    from goldenthread.demo.phone import code, secret_of
    from goldenthread.rules.access import Role

    with transaction.atomic(), acting_as(ensure_system_account("set-up", "Set-up")):
        people = {user.email: Role(role).label for user, role in invented_people()}
    rows = [(email, role, secret_of(email), code(secret_of(email))) for email, role in people.items()]
    wide, role_wide = (max(len(row[at]) for row in rows) for at in (0, 1))
    print(
        f"People    {'Address':<{wide}}  {'Role':<{role_wide}}  {'Secret of the authenticator app':<32}  Code"
    )
    for email, role, secret, shown in rows:
        print(f"          {email:<{wide}}  {role:<{role_wide}}  {secret}  {shown}")
    print("          A code lasts half a minute: ./goldenthread account code ADDRESS gives the next.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldenthread demo", description="A year in Torbay, lived and served."
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"the port, {PORT} where none is named")
    parser.add_argument("--no-serve", action="store_true", help="make it, tell where it is, and stop")
    parser.add_argument(
        "--empty", action="store_true", help="the area and its people without cases, on today's date"
    )
    return parser
