"""An office whose audit is sealed, and an owner of its database who has gone bad."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from goldenthread.accounts.models import User
from goldenthread.audit.actions import record
from goldenthread.audit.checkpoints import Checkpoint, checkpoint, lines, next_one
from goldenthread.audit.keys import key, trusted
from goldenthread.audit.rows import COLUMNS, MOMENT
from goldenthread.audit.sealing import Sealing, seal
from goldenthread.audit.verifying import Verdict, verify
from goldenthread.database.acting import as_system
from goldenthread.database.engine.base import as_owner
from goldenthread.rules.merkle import Frontier, leaf

TABLES = ("audit_entry", "audit_leaf", "audit_checkpoint")


class Office:
    """Records, seals and verifies; and does to its tables what their owner can."""

    def __init__(self, home: Path, by: User) -> None:
        self.how = Sealing(home / "checkpoints", home / "keys" / "audit.pem")
        self.by = by

    def record(self, times: int) -> None:
        for _ in range(times):
            with transaction.atomic():
                record(by=self.by, deed="test.do", subject="user", subject_id=uuid4())

    def seal(self) -> list[Checkpoint]:
        return seal(self.how)

    def verify(self) -> Verdict:
        return verify(self.how.folder, trusted(self.how.key_file.parent))

    def attack(self, *statements: str) -> None:
        """As the owner, with every trigger off, and on again as if nothing had been."""
        switch = "alter table {table} {to} trigger {table}_append_only"
        with as_owner(connection), connection.cursor() as cursor:
            cursor.execute("set app.migrating = 'on'")
            for table in TABLES:
                cursor.execute(switch.format(table=table, to="disable"))
            for statement in statements:
                cursor.execute(statement)
            for table in TABLES:
                cursor.execute(switch.format(table=table, to="enable"))

    def entry(self, number: int) -> UUID:
        """The row that stands at this place."""
        return self._one(f"select entry_id from audit_leaf where number = {number}")

    def leaf_of(self, number: int) -> bytes:
        """The hash that this row should have as it is now."""
        with transaction.atomic(), as_system("audit"), connection.cursor() as cursor:
            place = f"join audit_leaf l on l.entry_id = e.id where l.number = {number}"
            sql = f"select {COLUMNS} from audit_entry e {place}"
            with cursor.copy(f"copy ({sql}) to stdout") as copy:
                (row,) = [bytes(each).removesuffix(b"\n") for each in copy]
        return leaf(row)

    def forge(self, upto: int, signer: Path) -> Checkpoint:
        """A last checkpoint over the tree as it now is, signed with a key of the attacker's own."""
        kept = [checkpoint(line) for line in lines(self.how.folder)]
        start = kept[0].size
        leaves = [self.leaf_of(number) for number in range(1, upto + 1)]
        frontier = Frontier()
        frontier.grow(leaves)
        words = {"at": kept[1].at, "horizon": kept[1].horizon, "system": kept[1].system, "after": 1}
        return next_one(kept[0], frontier, leaves[start:], **words, key=key(signer, may_make=True))

    def files(self) -> list[Path]:
        return sorted(self.how.folder.glob("*.json"))

    def rewrite(self, change: Callable[[list[str]], list[str]]) -> None:
        """Into the folder of checkpoints too."""
        told = change(lines(self.how.folder))
        for file in self.files():
            file.unlink()
        for number, line in enumerate(told):
            (self.how.folder / f"{number}.json").write_text(f"{line}\n")

    def _one(self, sql: str) -> UUID:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            found: UUID = cursor.fetchone()[0]
        return found


@pytest.fixture
def settled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests beside this one keep transactions open in the same server, which would hold the horizon back."""
    monkeypatch.setattr(
        "goldenthread.audit.rows.MOMENT", MOMENT.replace("pg_snapshot_xmin", "pg_snapshot_xmax")
    )
