"""Many timelines at once, for deriving: facts without a name, so without a viewer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection

from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind

TIMELINES = """
select case_id::text, kind, happened_on, about::text, details::text, id::text, sequence, corrects_id::text,
       by_id::text, version
from cases_fact where case_id = any(%(cases)s) and (%(kinds)s::text[] is null or kind = any(%(kinds)s))
order by case_id, sequence
"""


def timelines(
    case_ids: Iterable[UUID], kinds: Iterable[Kind] | None = None
) -> Iterator[tuple[UUID, list[Told]]]:
    """Many cases' facts, case by case, for deriving; no name among them, so no viewer. Only `kinds` where given.

    Ids are read as text, as the rules take them: making objects of them would cost more than reading them.
    """
    ids = list(case_ids)
    if not ids:
        return
    wanted = [kind.value for kind in kinds] if kinds is not None else None
    with connection.cursor() as cursor:
        cursor.execute(TIMELINES, {"cases": ids, "kinds": wanted})
        rows = cursor.fetchall()
    for case_id, group in groupby(rows, key=itemgetter(0)):
        yield UUID(case_id), [_told(row) for row in group]


def _told(row: tuple[Any, ...]) -> Told:
    _, kind, happened_on, about, details, id_, sequence, corrects, by, version = row
    return Told(
        kind,
        happened_on,
        about,
        {} if details == "{}" else json.loads(details),
        id_,
        sequence,
        corrects,
        by,
        version,
    )
