"""The worklist's page, the month and the tick, at three sizes, each beside the least that PostgreSQL could do."""

from __future__ import annotations

import time
from datetime import date, datetime
from functools import partial
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from benchmarks.access import unsecured
from benchmarks.nation import Size
from benchmarks.timing import Result, in_blocks, pair
from goldenthread.accounts.actions import ensure_system_account, sign_in
from goldenthread.accounts.models import User
from goldenthread.audit.watch import watching
from goldenthread.cases.models import Case
from goldenthread.database.acting import acting_as
from goldenthread.deadlines import queries
from goldenthread.deadlines.actions import tick
from goldenthread.directory.models import Area
from goldenthread.measures.month import month_of
from goldenthread.measures.queries import sitrep
from goldenthread.rules.proof import Proof

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Europe/London"))
RUNS = 11

# The month of one area by hand: the two statements that nobody could do without.
BY_HAND = """
select service_id, count(*), count(acknowledged_on) from deadlines_deadline
where area_id = %(area)s and "limit" = 'advice' and starts_on between '2026-09-01' and '2026-09-30' group by 1
union all
select service_id, count(*), count(*) filter (where met_on <= due_on) from deadlines_deadline
where area_id = %(area)s and "limit" = 'advice' and met_on between '2026-09-01' and '2026-09-30' group by 1
"""
DUE = "select count(*) from deadlines_deadline where \"limit\" = 'advice' and met_on is null and next_step_due_on <= %s"


def _at_a_browser(viewer: User) -> Client:
    """A client that has proved both factors."""
    client = Client()
    client.force_login(viewer)
    key = str(client.session.session_key)
    sign_in(user=viewer, key=key, proof=Proof.CODE, device="A benchmark", address=None, by=viewer, on=TODAY)
    return client


def run(size: Size, viewer: User) -> list[Result]:
    """Every reader at one size, as the viewer."""
    with acting_as(viewer):
        return _run(size, viewer)


def _run(size: Size, viewer: User) -> list[Result]:
    area = Area.objects.get(code="bench-0")
    client = _at_a_browser(viewer)
    wanted = queries.Wanted()
    first = pair(
        "worklist: page 1 of what is open",
        size.name,
        lambda: _read(viewer, wanted, 0),
        "select 1",
        _select_1,
        runs=RUNS * 5,
    )
    overdue = pair(
        "worklist: page 2 of what is overdue",
        size.name,
        lambda: _read(viewer, queries.Wanted(due="overdue"), 50),
        "select 1",
        _select_1,
        runs=RUNS * 5,
    )
    page = pair(
        "worklist: the whole page, signed in, to bytes",
        size.name,
        lambda: client.get("/"),
        "its own one query",
        lambda: _read(viewer, wanted, 0),
        runs=RUNS,
    )
    month = pair(
        "sitrep of one area's month",
        size.name,
        lambda: _month(area, viewer),
        "two statements by hand",
        lambda: _by_hand(area),
        runs=RUNS,
    )
    case = _case()
    return [first, overdue, page, month, *_audited(size, client, case), *_secured(size, client, viewer, case)]


def _case() -> str:
    with transaction.atomic():
        cases = Case.objects.filter(area__code="bench-0").values_list("pk", flat=True)
        return reverse("desk:case", args=[cases[0]])


def _secured(size: Size, client: Client, viewer: User, case: str) -> list[Result]:
    """What it costs that the database itself hides rows: the same with its policies and without."""
    return [
        in_blocks(
            f"{name}, under row-level security", size.name, work, "the same without policies", unsecured
        )
        for name, work in (
            ("worklist: page 1 of what is open", lambda: _read(viewer, queries.Wanted(), 0)),
            ("worklist: the whole page", partial(client.get, "/")),
            ("case page", partial(client.get, case)),
        )
    ]


def _audited(size: Size, client: Client, case: str) -> list[Result]:
    """What it costs that every look leaves a row: the same page with it and without."""
    return [
        pair(
            f"{name}, with each look written down",
            size.name,
            partial(client.get, address),
            "the same page without",
            partial(_unwritten, client, address),
            runs=RUNS * 3,
        )
        for name, address in (("worklist: the whole page", "/"), ("case page", case))
    ]


def _unwritten(client: Client, address: str) -> object:
    with patch("goldenthread.audit.watch.look", lambda **_: None):
        return client.get(address)


def run_tick(open_cases: int) -> list[Result]:
    """The tick over open cases: a day on which nothing is due, beside the one look that it needs."""
    with transaction.atomic():
        by = ensure_system_account("tick", "The tick")
    with acting_as(by):
        return _run_tick(open_cases, by)


def _run_tick(open_cases: int, by: User) -> list[Result]:
    start = time.perf_counter()
    raised = len(tick(by=by, on=TODAY).raised)
    spent = (time.perf_counter() - start) * 1000
    idle = pair(
        "tick with nothing new to raise",
        f"{open_cases:,} open cases",
        lambda: tick(by=by, on=TODAY),
        "one look at the partial index",
        lambda: _look(),
        runs=RUNS,
    )
    remark = f"{raised:,} raised, {spent * 1000 / max(1, raised):.0f} µs each"
    return [
        Result("tick that raises", f"{open_cases:,} open cases", spent, idle.peer_name, idle.peer, 1, remark),
        idle,
    ]


def _read(viewer: User, wanted: queries.Wanted, start: int) -> object:
    with transaction.atomic(), watching(by=viewer, deed="bench") as watch:
        rows = queries.worklist(viewer, wanted, TODAY, start=start)
        watch.forget()
    return rows


def _month(area: Area, viewer: User) -> object:
    with transaction.atomic():
        return sitrep(area, month_of(date(2026, 9, 1)), viewer=viewer, at=NOW)


def _select_1() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select 1")
        cursor.fetchall()


def _by_hand(area: Area) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_HAND, {"area": area.pk})
        cursor.fetchall()


def _look() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DUE, [TODAY])
        cursor.fetchall()
