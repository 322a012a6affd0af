"""What must always hold in the database, each as SQL that gives the rows that break it: none, while all is well."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection


class Invariant(NamedTuple):
    """`broken_by` selects one row for each breach."""

    name: str
    broken_by: str


INVARIANTS = (
    Invariant(
        "a case stands in its child's area",
        "select 1 from cases_case c join people_child p on p.id = c.child_id where p.area_id <> c.area_id",
    ),
    Invariant(
        "a fact stands in its case's area",
        "select 1 from cases_fact f join cases_case c on c.id = f.case_id where c.area_id <> f.area_id",
    ),
    Invariant(
        "a request stands in its case's area",
        "select 1 from intake_request r join cases_case c on c.id = r.case_id where c.area_id <> r.area_id",
    ),
    Invariant(
        "what a service was asked stands in its request's case and area",
        """select 1 from advice_advicerequest a join intake_request r on r.id = a.request_id
           where (a.case_id, a.area_id) <> (r.case_id, r.area_id)""",
    ),
    Invariant(
        "a request was received",
        """select 1 from intake_request r where not exists (
             select from cases_fact f where f.case_id = r.case_id and f.about = r.id and f.kind = 'RequestReceived')""",
    ),
    Invariant(
        "what a service was asked was sought",
        """select 1 from advice_advicerequest a where not exists (
             select from cases_fact f where f.case_id = a.case_id and f.about = a.id and f.kind = 'AdviceSought')""",
    ),
    Invariant(
        "advice that was sought has its clock, or its case waits to be reckoned",
        """select 1 from advice_advicerequest a join cases_case c on c.id = a.case_id
           where not c.is_marked and not exists (
             select from deadlines_deadline d
             where d.case_id = a.case_id and d.about = a.id and d.limit = 'advice')""",
    ),
    Invariant(
        "a correction corrects an entry of its own case",
        """select 1 from cases_fact n join cases_fact o on o.id = n.corrects_id
           where n.case_id <> o.case_id or n.about is distinct from o.about""",
    ),
    Invariant(
        "a step of the ladder is raised once",
        """select 1 from cases_fact where key is not null group by case_id, about, key having count(*) > 1""",
    ),
    Invariant(
        "a remark stands beside a fact of its own case",
        "select 1 from cases_remark r join cases_fact f on f.id = r.fact_id where f.case_id <> r.case_id",
    ),
    Invariant(
        "an entry of the last week has its audit row",
        """select 1 from cases_fact f where f.recorded_at > now() - interval '7 days' and not exists (
             select from audit_entry e where e.case_id = f.case_id and e.subject_id = f.id)""",
    ),
    Invariant(
        "whoever recorded something is somebody",
        """select 1 from audit_entry e where e.recorded_at > now() - interval '7 days' and not exists (
             select from accounts_user u where u.id = e.recorded_by)""",
    ),
    Invariant("a child can be found by name", "select 1 from people_child where search_name = ''"),
)
"""Statutory dates are not among them: they are derived, and compared with the snapshot by the tests."""

UNSEALED = Invariant(
    "the audit is sealed within a quarter of an hour",
    """select 1 from audit_entry e where e.recorded_at < now() - interval '15 minutes' and not exists (
         select from audit_leaf l where l.entry_id = e.id)""",
)
"""In production, and wherever it was sealed once: the worker seals each minute."""


def is_sealed_ever() -> bool:
    """Whether a first checkpoint was made."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from audit_checkpoint)")
        return bool(cursor.fetchone()[0])


def breaches(invariant: Invariant) -> int:
    """How many rows break it."""
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({invariant.broken_by}) broken")  # noqa: S608 (our own, above)
        return int(cursor.fetchone()[0])
