"""Rows get their place without gaps once nothing can precede them; a restore is stated; a cut-short seal is mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.audit import checkpoints, sealing
from goldenthread.audit.keys import key, trusted
from goldenthread.audit.models import Entry, Leaf
from goldenthread.audit.tests.office import Office, settled_at_once
from goldenthread.audit.verifying import verify
from goldenthread.database.engine.base import as_owner
from goldenthread.rules.merkle import consistency, inclusion, is_grown, is_included
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["settled_at_once"]


@pytest.fixture
def office(tmp_path: Path, settled_at_once: None) -> Office:
    return Office(tmp_path, ensure_system_account("tester", "Tester"))


def hashes() -> list[bytes]:
    return [bytes(each) for each in Leaf.objects.order_by("number").values_list("hash", flat=True)]


def test_places_have_no_gaps_though_transactions_were_rolled_back(office: Office) -> None:
    for times in (2, 1, 3):
        with transaction.atomic():
            office.record(times)
            transaction.set_rollback(times == 1)
        office.seal()
    assert list(Leaf.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    with transaction.atomic():
        assert Entry.objects.count() == 6


def test_a_row_waits_while_an_earlier_transaction_may_still_write(
    office: Office, at_once: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    with transaction.atomic():
        office.record(1)
        at_once(lambda: office.record(1))
        (made,) = at_once(office.seal)
        assert [told.size for told in made] in ([], [1]), (
            "only the row that made the account may have its place"
        )
    assert Leaf.objects.count() <= 1


def test_the_published_tree_shows_that_a_row_is_in_it_and_that_it_only_grew(office: Office) -> None:
    office.record(4)
    (first,) = office.seal()
    office.record(3)
    (second,) = office.seal()
    leaves = hashes()
    before, after = bytes.fromhex(first.root), bytes.fromhex(second.root)
    assert is_included(2, second.size, leaves[2], inclusion(2, leaves), after)
    assert is_grown(first.size, second.size, before, after, consistency(first.size, leaves))


def test_a_long_day_is_sealed_in_several_checkpoints(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.audit.sealing.BATCH", 4)
    office.record(10)
    made = office.seal()
    assert [told.size for told in made] == [4, 8, 11]
    assert [told.horizon for told in made[:2]] == [0, 0]
    assert (office.verify().rows, office.verify().problem) == (11, "")
    office.record(1)
    assert [told.size for told in office.seal()] == [12]


def test_a_line_that_was_not_written_is_written_by_the_next_to_seal(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as full:
        full.setattr(sealing, "write", fails)
        with pytest.raises(OSError, match="no space"):
            office.seal()
    assert checkpoints.lines(office.how.folder) == []
    office.record(1)
    assert [told.number for told in office.seal()] == [2]
    assert (len(checkpoints.lines(office.how.folder)), office.verify().problem) == (2, "")


def restore(office: Office, tables: str) -> None:
    names = ("entry", "leaf", "checkpoint")
    office.attack(*(f"delete from audit_{name}" for name in names),
                  *(f"insert into audit_{name} select * from {tables}_{name}" for name in names))  # fmt: skip


def test_after_a_restore_the_audit_goes_on_and_says_what_is_lost(office: Office) -> None:
    office.record(3)
    office.seal()
    office.record(2)
    office.attack(
        *(f"create table old_{name} as table audit_{name}" for name in ("entry", "leaf", "checkpoint"))
    )
    office.record(5)
    office.seal()
    restore(office, "old")
    office.attack(*(f"drop table old_{name}" for name in ("entry", "leaf", "checkpoint")))
    office.record(1)
    with pytest.raises(Refused, match="goldenthread audit seal --after-restore"):
        office.seal()
    how = sealing.Sealing(office.how.folder, office.how.key_file, is_after_restore=True)
    (told,) = sealing.seal(how)
    assert (told.number, told.after, told.kind, told.size) == (3, 1, "restored", 7)
    office.record(1)
    office.seal()
    found = office.verify()
    assert (found.rows, found.problem) == (8, "")
    assert found.lost == (
        f"Restored on {told.day}: rows 5 to 11 of the audit before it are lost; their checkpoints are kept.",
    )


def test_another_server_asks_whether_it_was_restored(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.seal()
    real = sealing.moment
    monkeypatch.setattr(sealing, "moment", lambda: (real()[0], "another", real()[2]))
    with pytest.raises(Refused, match="another PostgreSQL"):
        office.seal()


def test_a_key_is_made_once_and_never_in_silence_again(office: Office) -> None:
    office.seal()
    assert office.how.key_file.stat().st_mode & 0o777 == 0o600
    office.how.key_file.unlink()
    office.record(1)
    with pytest.raises(Refused, match="The audit's key is not at"):
        office.seal()
    sealing.seal(sealing.Sealing(office.how.folder, office.how.key_file, may_make_key=True))
    assert office.verify().problem == ""
    assert len(trusted(office.how.key_file.parent)) == 2


def test_a_file_that_holds_another_kind_of_key_is_refused(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    other = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "key.pem").write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(Refused, match="another kind of key"):
        key(tmp_path / "key.pem", may_make=True)


def test_nothing_sealed_yet_is_no_fault(office: Office) -> None:
    found = verify(office.how.folder, {})
    assert (found.rows, found.waiting, found.last, found.problem) == (0, 1, None, "")


@pytest.mark.parametrize("table", ["audit_leaf", "audit_checkpoint"])
def test_the_application_cannot_change_the_tree(office: Office, table: str) -> None:
    office.seal()
    with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f"delete from {table}")
    with pytest.raises(Exception, match="append-only"), as_owner(connection), connection.cursor() as cursor:
        cursor.execute(f"update {table} set number = 0")
