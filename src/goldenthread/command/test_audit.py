"""The audit is sealed and verified from the command line: intact, or 1 with the first bad row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from goldenthread.audit.tests.office import settled_at_once
from goldenthread.command import audit
from goldenthread.command.main import main
from goldenthread.database.engine.base import as_owner

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["settled_at_once"]


@pytest.fixture
def home(tmp_path: Path, settings: Any, settled_at_once: None) -> Path:
    settings.AUDIT_KEY = str(tmp_path / "keys" / "audit.pem")
    settings.CHECKPOINTS = str(tmp_path / "checkpoints")
    return tmp_path


def test_sealed_and_verified(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(["verify"]) == 0
    assert "No checkpoint yet; 1 row to seal." in capsys.readouterr().out
    assert audit.main(["seal"]) == 0
    assert capsys.readouterr().out == "1 row sealed, checkpoint 1.\n"
    assert audit.main(["seal"]) == 0
    assert capsys.readouterr().out == "No new row since the last checkpoint.\n"
    assert audit.main(["verify"]) == 0
    assert capsys.readouterr().out.startswith("Intact, 1 row, checkpoint 1 of ")


def test_what_was_changed_is_named_and_the_exit_code_is_1(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audit.main(["seal"])
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute("set app.migrating = 'on'")
        cursor.execute("alter table audit_entry disable trigger audit_entry_append_only")
        cursor.execute("update audit_entry set deed = 'test.other'")
        cursor.execute("alter table audit_entry enable trigger audit_entry_append_only")
    capsys.readouterr()
    assert audit.main(["verify"]) == 1
    assert capsys.readouterr().out.startswith("Not intact. Row 1 (")


def test_a_copy_that_somebody_else_kept_is_believed_instead(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audit.main(["seal"])
    copy, keys = tmp_path / "witness", tmp_path / "public"
    (home / "checkpoints").rename(copy)
    keys.mkdir()
    for public in (home / "keys").glob("*.pub"):
        public.rename(keys / public.name)
    assert audit.main(["verify", "--checkpoints", str(copy), "--keys", str(keys)]) == 0
    assert audit.main(["verify", "--checkpoints", str(copy)]) == 1
    assert "signed by a key that is not trusted" in capsys.readouterr().out


def test_without_a_key_in_real_use_nothing_is_sealed(
    home: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.AUDIT_KEY = ""
    assert main(["audit", "seal"]) == 2
    assert "GOLDENTHREAD_AUDIT_KEY" in capsys.readouterr().err
