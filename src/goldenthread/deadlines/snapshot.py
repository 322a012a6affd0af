"""Keeping the snapshot equal to the facts: marked cases are derived afresh before anyone reads.

Nothing here is a deed of a person: the table can be emptied and rebuilt, and it comes out equal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from goldenthread.cases.timelines import timelines
from goldenthread.database.acting import as_system
from goldenthread.deadlines.awaited import waits
from goldenthread.deadlines.derive import COLUMNS, KINDS, Practice, Row, practice_from, rows
from goldenthread.directory.queries import pack_data
from goldenthread.rules.facts import effective
from goldenthread.rules.school_age import ask_on

CHUNK = 5_000
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
CLAIM = """
select c.id, p.born_on from cases_case c join people_child p on p.id = c.child_id
where c.is_marked order by c.id limit %s for update of c
"""
STAGE = """
create temp table if not exists stage_deadline (
    case_id uuid, about uuid, service_id uuid, "limit" text, starts_on date, due_on date, act_by date,
    acknowledged_on date, met_on date, excused_on date, ended_on date, last_step text, last_step_on date,
    next_step text, next_step_due_on date, next_step_send_on date, next_reminder text, next_reminder_due_on date,
    is_before_go_live boolean, held_until date, route text, outcome text, outcome_on date,
    promised_on date
) on commit drop
"""
WRITE = f"""
insert into deadlines_deadline (id, area_id, {NAMES})
select gen_random_uuid(), c.area_id, {", ".join(f's."{name}"' for name in COLUMNS)}
from stage_deadline s join cases_case c on c.id = s.case_id
"""  # noqa: S608 (names of our own columns)

UNMARK = """
update cases_case c set is_marked = false, ask_on = derived.ask_on
from unnest(%s::uuid[], %s::date[]) derived (id, ask_on) where c.id = derived.id
"""
AWAIT = """
insert into deadlines_awaited (id, request_id, deed, received_on, since_on, services, case_id, area_id)
select gen_random_uuid(), %s, %s, %s, %s, %s, id, area_id from cases_case where id = %s
"""


def refresh(progress: Callable[[int], None] | None = None) -> int:
    """Derive every marked case, in the reader's own transaction but not as the reader: dates are not theirs to see or
    not. Returns how many; says so to `progress`.
    """
    count = 0
    if not _is_any_marked():
        return count
    with as_system("snapshot"):
        while cases := _claim():
            _derive(cases)
            count += len(cases)
            if progress:
                progress(count)
    return count


def rebuild(progress: Callable[[int], None] | None = None) -> int:
    """Empty the snapshot and derive every case from its facts."""
    with transaction.atomic(), as_system("snapshot"), connection.cursor() as cursor:
        cursor.execute("delete from deadlines_deadline")
        cursor.execute("delete from deadlines_awaited")
        cursor.execute("update cases_case set is_marked = true where not is_marked")
        return refresh(progress)


def _claim() -> dict[UUID, date | None]:
    """Marked cases, locked, each with the date of birth of its child; a case that another reader is deriving is waited
    for, then found unmarked.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [CHUNK])
        return dict(cursor.fetchall())


def _is_any_marked() -> bool:
    """Whether any case is marked, also one that the reader may not see."""
    with connection.cursor() as cursor:
        cursor.execute("select app_is_any_marked()")
        return bool(cursor.fetchone()[0])


def _derive(cases: Mapping[UUID, date | None]) -> None:
    derived: list[Row] = []
    awaited: list[tuple[Any, ...]] = []
    asked: dict[UUID, date | None] = dict.fromkeys(cases)
    for case, facts in timelines(cases, KINDS):
        derived += rows(case, facts, _Practices())
        awaited += [(*wait[:4], json.dumps(wait.services), case) for wait in waits(facts)]
        asked[case] = ask_on(cases[case], effective(facts))
    with connection.cursor() as cursor:
        cursor.execute("delete from deadlines_deadline where case_id = any(%s)", [list(cases)])
        cursor.execute("delete from deadlines_awaited where case_id = any(%s)", [list(cases)])
        _write(cursor, derived)
        cursor.executemany(AWAIT, awaited)
        cursor.execute(UNMARK, [list(asked), list(asked.values())])


def _write(cursor: object, derived: Sequence[Row]) -> None:
    cursor.execute(STAGE)  # type: ignore[attr-defined]
    cursor.execute("truncate stage_deadline")  # type: ignore[attr-defined]
    with cursor.copy(f"copy stage_deadline ({NAMES}) from stdin") as copy:  # type: ignore[attr-defined]
        for row in derived:
            copy.write_row(row)
    cursor.execute(WRITE)  # type: ignore[attr-defined]


class _Practices(dict[str, Practice]):
    """Ladders by pack version, read when first asked for. A loaded version never changes."""

    def __missing__(self, pack: str) -> Practice:
        return _practice(pack)


@lru_cache(maxsize=256)
def _practice(pack: str) -> Practice:
    return practice_from(pack_data([pack])[pack])
