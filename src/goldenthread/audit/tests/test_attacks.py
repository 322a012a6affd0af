"""Whoever owns the database attacks its audit (J02): each attack is found, and the first bad row is named.

The attacker is the tables' owner: may switch triggers off, write what they like, and know this code. What they have
not is the key, nor the folder of checkpoints; where an attack reaches into that folder too, it says so.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.audit.checkpoints import checkpoint, lines
from goldenthread.audit.keys import make
from goldenthread.audit.sealing import Sealing, seal
from goldenthread.audit.tests.office import TABLES, Office, settled_at_once
from goldenthread.database.engine.base import as_owner
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["settled_at_once"]


@pytest.fixture
def office(tmp_path: Path, settled_at_once: None) -> Office:
    made = Office(tmp_path, ensure_system_account("tester", "Tester"))
    made.record(6)
    made.seal()
    made.record(5)
    made.seal()
    assert made.verify().problem == ""
    return made


def refused(office: Office) -> str:
    """What the next to seal is told."""
    office.record(1)
    with pytest.raises(Refused) as refusal:
        office.seal()
    return refusal.value.sentence


def test_an_audit_that_nobody_touched_is_intact(office: Office) -> None:
    found = office.verify()
    assert (found.rows, found.waiting, found.problem, found.lost) == (12, 0, "", ())
    assert found.last is not None and found.last.number == 2
    office.record(3)
    assert office.verify().waiting == 3
    assert [told.size for told in office.seal()] == [15]
    assert office.seal() == []


def test_1_a_row_that_was_edited_is_named(office: Office) -> None:
    office.attack(f"update audit_entry set recorded_by = '{uuid4()}' where id = '{office.entry(4)}'")
    assert office.verify().problem == f"Row 4 ({office.entry(4)}) was changed."


def test_2_a_row_that_was_deleted_is_named(office: Office) -> None:
    entry = office.entry(9)
    office.attack(f"delete from audit_entry where id = '{entry}'")
    assert office.verify().problem == f"Row 9 ({entry}) was deleted."


def test_2b_a_row_that_was_deleted_with_its_leaf_is_named(office: Office) -> None:
    entry = office.entry(9)
    office.attack(
        f"delete from audit_entry where id = '{entry}'",
        "delete from audit_leaf where number = 9",
        "update audit_leaf set number = -number where number > 9",
        "update audit_leaf set number = -number - 1 where number < 0",
    )
    assert office.verify().problem.startswith("Row 9 (")
    assert "stands in another's place: it was sealed as row 10" in office.verify().problem


COPY = """insert into audit_entry (id, recorded_at, recorded_by, deed, subject, subject_id, tx)
          select gen_random_uuid(), recorded_at - interval '{days} days', recorded_by, deed, subject, subject_id, {tx}
          from audit_entry where id = '{id}'"""


def test_3_a_row_that_was_put_in_behind_a_checkpoint_is_found(office: Office) -> None:
    office.attack(COPY.format(days=0, tx="tx", id=office.entry(3)))
    assert "1 row without a place came before checkpoint 2 by their own word" in office.verify().problem
    office.record(1)
    office.seal()
    assert "they were put in later" in office.verify().problem


def test_3b_a_row_that_was_put_in_with_an_old_date_is_found(office: Office) -> None:
    office.attack(COPY.format(days=3, tx="pg_current_xact_id()::text::bigint", id=office.entry(3)))
    office.seal()
    assert re.match(
        r"Row 13 \(.*\) says that it was recorded at .* it was put in later", office.verify().problem
    )


def test_3c_a_row_that_was_put_into_the_tree_is_found(office: Office) -> None:
    new = uuid4()
    office.attack(f"insert into audit_leaf (number, entry_id, hash) values (13, '{new}', '\\x00')")
    assert office.verify().problem == f"Row 13 ({new}) was put into the tree after the last checkpoint."


def test_4_rows_that_changed_places_are_found(office: Office) -> None:
    first, second = office.entry(2), office.entry(5)
    office.attack(
        "update audit_leaf set number = -2 where number = 2", "update audit_leaf set number = 2 where number = 5",
        "update audit_leaf set number = 5 where number = -2",
    )  # fmt: skip
    assert office.verify().problem == f"Row 2 ({second}) stands in another's place: it was sealed as row 5."
    assert first == office.entry(5)


def test_5_a_tail_that_was_cut_off_is_found(office: Office) -> None:
    office.attack(
        "delete from audit_entry where id in (select entry_id from audit_leaf where number > 6)",
        "delete from audit_leaf where number > 6",
        "delete from audit_checkpoint where number = 2",
    )
    assert "The database is behind: its checkpoint of" in office.verify().problem
    assert "rows were cut off, or an old copy was put back" in refused(office)


def test_5b_a_tail_that_was_cut_off_the_tree_alone_is_found(office: Office) -> None:
    office.attack("delete from audit_leaf where number > 8")
    assert office.verify().problem == "Row 9 and all after it were cut off the tree."


def test_6_a_row_whose_hash_was_made_to_fit_is_named(office: Office) -> None:
    office.attack(f"update audit_entry set deed = 'test.other' where id = '{office.entry(7)}'")
    office.attack(f"update audit_leaf set hash = '\\x{office.leaf_of(7).hex()}' where number = 7")
    assert office.verify().problem == f"Row 7 ({office.entry(7)}) was changed, and its hash was made to fit."


def test_7_a_tree_hashed_anew_with_a_checkpoint_of_ones_own_is_found(office: Office, tmp_path: Path) -> None:
    office.attack(f"update audit_entry set deed = 'test.other' where id = '{office.entry(8)}'")
    office.attack(f"update audit_leaf set hash = '\\x{office.leaf_of(8).hex()}' where number = 8")
    forged = office.forge(12, tmp_path / "stolen" / "own.pem")
    office.attack(f"update audit_checkpoint set line = '{forged.line}' where number = 2")
    assert (
        office.verify().problem
        == "Checkpoint 2 in the database was changed: it is not the one that was signed."
    )
    assert "is not the one in the database" in refused(office)


def test_8_a_table_that_was_swapped_is_found(office: Office) -> None:
    gone = office.entry(5)
    office.attack(
        "alter table audit_entry rename to audit_entry_before",
        f"create table audit_entry as select * from audit_entry_before where id <> '{gone}'",
        "create trigger audit_entry_append_only before update or delete on audit_entry "
        "for each statement execute function refuse_changes()",
        "grant select, insert on audit_entry to gt_app",
    )
    try:
        assert office.verify().problem == f"Row 5 ({gone}) was deleted."
    finally:
        with as_owner(connection), connection.cursor() as cursor:
            cursor.execute("drop table audit_entry")
            cursor.execute("alter table audit_entry_before rename to audit_entry")
            cursor.execute("alter table audit_entry enable trigger audit_entry_append_only")


def test_9_an_old_copy_that_was_put_back_is_found(office: Office) -> None:
    office.attack("create table kept_entry as table audit_entry", "create table kept_leaf as table audit_leaf",
                  "create table kept_checkpoint as table audit_checkpoint")  # fmt: skip
    office.record(4)
    office.seal()
    office.attack(
        *(f"delete from {table}" for table in TABLES),
        *(f"insert into audit_{name} select * from kept_{name}" for name in ("entry", "leaf", "checkpoint")),
        *(f"drop table kept_{name}" for name in ("entry", "leaf", "checkpoint")),
    )
    assert "The database is behind: its checkpoint of" in office.verify().problem
    assert "After a restore that you know of" in refused(office)


def test_10_a_checkpoint_under_another_key_is_found(office: Office, tmp_path: Path) -> None:
    forged = office.forge(12, tmp_path / "stolen" / "own.pem")
    office.attack(f"update audit_checkpoint set line = '{forged.line}' where number = 2")
    assert "Checkpoint 2 in the database was changed" in office.verify().problem
    office.rewrite(lambda told: [told[0], forged.line])
    assert (
        office.verify().problem
        == f"Checkpoint 2 in the folder is signed by a key that is not trusted ({forged.key})."
    )


def test_10b_a_checkpoint_that_names_another_key_is_found(office: Office, tmp_path: Path) -> None:
    second = make(tmp_path / "keys" / "second.pem")
    office.rewrite(lambda told: [told[0], replace(checkpoint(told[1]), key=second.name).line])
    assert office.verify().problem == "Checkpoint 2 in the folder was changed after it was signed."


@pytest.mark.parametrize(
    ("name", "value"),
    [("size", 11), ("horizon", 1), ("at", "2020-01-01T00:00:00Z"), ("root", "00"), ("marks", "")],
)
def test_11_a_checkpoint_that_was_edited_in_the_folder_is_found(
    office: Office, name: str, value: object
) -> None:
    office.rewrite(lambda told: [json.dumps({**json.loads(told[0]), name: value}), told[1]])
    assert re.match(
        "Checkpoint 1 in the folder (was changed after it was signed|cannot be read)", office.verify().problem
    )


def test_11b_a_line_that_is_no_checkpoint_is_found(office: Office) -> None:
    office.rewrite(lambda told: ['{"size": 6}', told[1]])
    assert office.verify().problem == "Checkpoint 1 in the folder cannot be read."


def test_12_a_checkpoint_that_was_deleted_in_the_folder_is_found(office: Office) -> None:
    office.rewrite(lambda told: told[1:])
    assert (
        office.verify().problem == "Checkpoint 1 in the folder is missing: checkpoint 2 stands in its place."
    )
    office.files()[0].unlink()
    assert "The database has a checkpoint that the folder has not" in office.verify().problem


def test_12b_a_checkpoint_that_was_deleted_in_the_database_is_found(office: Office) -> None:
    office.attack("delete from audit_checkpoint where number = 1")
    assert "Checkpoint 1 in the database was changed" in office.verify().problem


def test_13_a_row_that_was_edited_and_all_sealed_again_is_found(office: Office, tmp_path: Path) -> None:
    entry = office.entry(2)
    office.attack(
        f"update audit_entry set deed = 'test.other' where id = '{entry}'", "delete from audit_leaf",
        "delete from audit_checkpoint",
    )  # fmt: skip
    own = Sealing(tmp_path / "own" / "checkpoints", tmp_path / "own" / "own.pem")
    seal(own)
    problem = office.verify().problem
    assert "Checkpoint 1 in the database was changed" in problem


def test_14_a_guard_that_is_off_is_found(office: Office) -> None:
    switch = "alter table audit_entry {} trigger audit_entry_append_only"
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute(switch.format("disable"))
    assert office.verify().problem == "The trigger that keeps audit_entry from being changed is off or gone."
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute(switch.format("enable"))


def test_the_hash_of_a_line_is_what_the_next_one_tells(office: Office) -> None:
    first, second = (checkpoint(line) for line in lines(office.how.folder))
    assert second.previous == first.hash == sha256(first.line.encode()).hexdigest()
