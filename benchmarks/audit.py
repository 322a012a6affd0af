"""Sealing and verifying the audit, beside only reading its rows."""

from __future__ import annotations

from pathlib import Path

from django.db import connection, transaction

from benchmarks.timing import Result, milliseconds
from goldenthread.accounts.actions import ensure_system_account
from goldenthread.audit.keys import trusted
from goldenthread.audit.rows import COLUMNS
from goldenthread.audit.sealing import Sealing, seal
from goldenthread.audit.verifying import verify
from goldenthread.database.acting import acting_as

ROWS = 200_000
FILL = """
insert into audit_entry (id, recorded_by, what, deed, subject, subject_id, case_id, purpose, rule, outcome)
select gen_random_uuid(), %s, 'looked', 'desk:worklist', 'case', gen_random_uuid(), gen_random_uuid(), 'list',
       'read_cases', 'shown'
from generate_series(1, %s)
"""


def run(home: Path) -> list[Result]:
    """As many looks as a busy area leaves in a month, sealed at once and verified."""
    with transaction.atomic():
        by = ensure_system_account("audit", "The audit")
    with acting_as(by):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(FILL, [by.pk, ROWS])
        how = Sealing(home / "checkpoints", home / "keys" / "audit.pem")
        read = milliseconds(_read)
        sealed = milliseconds(lambda: seal(how))
        verified = milliseconds(lambda: verify(how.folder, trusted(how.key_file.parent)))
    size = f"{ROWS:,} rows"
    return [
        Result(name, size, spent, "reading the rows", read, 1, f"{ROWS / spent * 1000:,.0f} rows a second")
        for name, spent in (("audit: seal", sealed), ("audit: verify", verified))
    ]


def _read() -> None:
    sql = f"copy (select {COLUMNS} from audit_entry e order by e.tx, e.id) to stdout"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(sql) as copy:
        for _ in copy:
            pass
