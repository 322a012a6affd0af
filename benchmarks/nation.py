"""Made-up cases straight in the tables, as many as a nation has: snapshot rows, and what a list joins to them.

Nothing here lives a story; it is for timing readers only, in a database that is thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from goldenthread.database.engine.base import as_owner

SERVICES = 2
"""Asked on each case."""


@dataclass(frozen=True, slots=True)
class Size:
    """So many cases in so many areas. `open_share` of the requests for advice are still awaited."""

    name: str
    cases: int
    areas: int
    open_share: float


SMALL = Size("230 cases", 230, 1, 0.15)
MIDDLE = Size("20,000 cases", 20_000, 1, 0.05)
LARGE = Size("1,500,000 cases", 1_500_000, 150, 0.0175)
SIZES = {"s": SMALL, "m": MIDDLE, "l": LARGE}

AREAS = """
insert into directory_area (id, code, name, front_door)
select md5('area' || n)::uuid, 'bench-' || n, 'Area ' || n, 'Front door' from generate_series(0, %(areas)s - 1) n;
insert into directory_organisation (id, code, name, kind, urn)
values (md5('spoc')::uuid, 'bench-spoc', 'Bench SPOC', 'spoc', ''),
       (md5('council')::uuid, 'bench-council', 'Bench Council', 'council', '');
insert into directory_areaorganisation (id, area_id, organisation_id, part)
select gen_random_uuid(), md5('area' || n)::uuid, md5('spoc')::uuid, 'spoc' from generate_series(0, 0) n;
insert into directory_service (id, area_id, code, label, name, aliases, provider_id, is_for_adults, live_from,
                               contact_point, contact_monitored_by)
select md5('service' || n || '-' || s)::uuid, md5('area' || n)::uuid, 'service-' || s, 'Service ' || s, 'Service ' || s,
       '[]', md5('spoc')::uuid, false, '2014-09-01', 'service@bench.example', 'Desk'
from generate_series(0, %(areas)s - 1) n, generate_series(1, %(services)s) s;
"""
PEOPLE = """
insert into people_child (id, area_id, forename, surname, born_on, nhs_number, gp_practice, search_name)
select md5('child' || n)::uuid, md5('area' || n %% %(areas)s)::uuid, 'Child', 'Number' || n,
       '2010-01-01'::date + n %% 4000, lpad((9990000000 + n)::text, 10, '0'), '', 'number' || n || ' child'
from generate_series(1, %(cases)s) n;
insert into cases_case (id, area_id, child_id, reference, is_marked)
select md5('case' || n)::uuid, md5('area' || n %% %(areas)s)::uuid, md5('child' || n)::uuid, 'BENCH-' || n, false
from generate_series(1, %(cases)s) n;
"""
CLOCKS = """
insert into deadlines_deadline (id, area_id, case_id, about, service_id, "limit", starts_on, due_on, act_by,
                                acknowledged_on, met_on, last_step, next_step, next_reminder, is_before_go_live)
select gen_random_uuid(), md5('area' || n %% %(areas)s)::uuid, md5('case' || n)::uuid,
       md5('advice' || n || '-' || s)::uuid,
       md5('service' || n %% %(areas)s || '-' || s)::uuid, 'advice', started, started + 42, started + 41,
       started + 4, case when awaited then null else started + 20 + (n * 7 + s * 13) %% 40 end, '', '', '', false
from (
    select n, s, awaited, date '2026-11-22' - 10 - (case when awaited then n %% 80 else n %% 1800 end) as started
    from (
        select n, s, abs(hashtext(n || '-' || s)) %% 10000 < %(open)s * 10000 as awaited
        from generate_series(1, %(cases)s) n, generate_series(1, %(services)s) s
    ) drawn
) made;
"""


def fill(size: Size) -> None:
    """Fill an empty database as its owner, without the checks that made-up rows pass by construction."""
    values = {"areas": size.areas, "cases": size.cases, "services": SERVICES, "open": size.open_share}
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute("set app.migrating = 'on'")
        for part in (AREAS, PEOPLE, CLOCKS):
            cursor.execute(part, values)
        cursor.execute("analyze")
