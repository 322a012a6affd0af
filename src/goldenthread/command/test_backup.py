"""A backup that is not in order is found before it is needed: seven faults, each told in a sentence, each exit 1."""

from __future__ import annotations

import gzip
import json
import resource
import shutil
from pathlib import Path

import pytest
from django.db import connection

from goldenthread.command import backup, restore
from goldenthread.database.backup import manifest
from goldenthread.database.backup.manifest import HASH, NAME
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db


def _address(login: str) -> str:
    """The tests' own database under another login."""
    told = connection.settings_dict
    return f"postgresql://{login}@/{told['NAME']}?host={told['HOST']}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a key, a file and a checkpoint, on the tests' database."""
    made = tmp_path / "home"
    for name in ("keys/2026.pem", "files/ab/abcd", "secret-key"):
        (made / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (made / name).write_text(f"what {name} holds")
    monkeypatch.setenv("GOLDENTHREAD_HOME", str(made))
    if connection.settings_dict["HOST"].startswith("/"):
        monkeypatch.setenv("DATABASE_BACKUP_URL", _address("gt_backup"))
    return made


@pytest.fixture
def taken(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A whole backup; its keys are beside it."""
    assert backup.main([str(tmp_path / "backups")]) == 0
    return Path(capsys.readouterr().out.strip())


def keys_of(taken: Path) -> Path:
    return taken.with_name(f"{taken.name}.keys")


@pytest.fixture
def fault(capsys: pytest.CaptureFixture[str]):
    """`fault(main, words)` runs the command, which must end with 1 and one sentence on standard error."""

    def run(main, *words: object) -> str:
        capsys.readouterr()
        assert main([str(word) for word in words]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        return said.err.strip().splitlines()[-1]

    return run


def test_a_backup_is_private_and_holds_rows_files_and_apart_from_them_keys(taken: Path) -> None:
    told = manifest.read(taken)
    assert told.tables["public.django_migrations"].rows == len(told.migrations) > 10
    assert set(told.files) == {"files/ab/abcd"}
    assert set(told.keys) == {"keys/2026.pem", "secret-key"}
    assert "django_session" not in " ".join(told.tables)
    everything = [taken, keys_of(taken), *taken.rglob("*"), *keys_of(taken).rglob("*")]
    assert {path.stat().st_mode & 0o077 for path in everything} == {0}
    assert not [path for path in taken.rglob("*") if "2026.pem" in path.name or "secret" in path.name]


def test_the_same_rows_have_the_same_hashes(taken: Path, tmp_path: Path, capsys) -> None:
    backup.main([str(tmp_path / "again")])
    again = Path(capsys.readouterr().out.strip())
    assert manifest.read(again).tables == manifest.read(taken).tables


def test_a_dump_that_is_cut_short_is_told(taken: Path, fault) -> None:
    file = taken / "tables" / "public.django_migrations.copy.gz"
    file.write_bytes(file.read_bytes()[:-20])
    assert "public.django_migrations.copy.gz is cut short or damaged" in fault(restore.main, taken)


def test_one_bit_turned_in_a_table_or_a_file_is_told(taken: Path, fault) -> None:
    file = taken / "tables" / "public.django_migrations.copy.gz"
    whole = file.read_bytes()
    text = gzip.decompress(whole)
    file.write_bytes(gzip.compress(text.replace(b"contenttypes", b"contenttypet", 1)))
    assert "has other rows of public.django_migrations than the manifest says" in fault(restore.main, taken)
    file.write_bytes(gzip.compress(text))
    assert "public.django_migrations.copy.gz is damaged" in fault(restore.main, taken)
    file.write_bytes(whole)
    (taken / "files" / "files" / "ab" / "abcd").write_text("what files/ab/abcd hoLds")
    assert "The file files/ab/abcd" in fault(restore.main, taken)


def test_one_bit_turned_anywhere_is_found(taken: Path, fault) -> None:
    files = [path for folder in (taken, keys_of(taken)) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 30
    for path in files:
        whole = path.read_bytes()
        at = len(whole) // 2
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert fault(restore.main, taken, "--check")
        path.write_bytes(whole)
    assert restore.main([str(taken), "--check"]) == 0


def test_a_whole_backup_is_said_to_be_and_nothing_is_restored(taken: Path, capsys) -> None:
    assert restore.main([str(taken), "--check"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The backup is whole: ")
    assert "1 file and 2 keys, each as it was taken. Nothing was restored." in said


def test_a_table_that_is_missing_is_told(taken: Path, fault) -> None:
    (taken / "tables" / "public.cases_fact.copy.gz").unlink()
    assert "has no file for the table public.cases_fact" in fault(restore.main, taken)


def test_rows_that_are_missing_are_counted(taken: Path, fault) -> None:
    file = taken / "tables" / "public.django_migrations.copy.gz"
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    file.write_bytes(gzip.compress(b"".join(lines[1:])))
    said = fault(restore.main, taken)
    assert (
        f"has {len(lines) - 1} rows of public.django_migrations, and the manifest says {len(lines)}" in said
    )


def test_a_key_that_is_missing_is_told_with_the_way_on_without(taken: Path, fault) -> None:
    (keys_of(taken) / "keys" / "2026.pem").unlink()
    assert "The key keys/2026.pem is missing" in fault(restore.main, taken)
    shutil.rmtree(keys_of(taken))
    assert "say --without-keys" in fault(restore.main, taken)


def test_a_home_without_keys_is_said_to_have_none_and_none_is_asked_for(
    home: Path, tmp_path: Path, capsys
) -> None:
    shutil.rmtree(home / "keys")
    (home / "secret-key").unlink()
    assert backup.main([str(tmp_path / "backups")]) == 0
    said = capsys.readouterr()
    assert "The home holds no keys." in said.err
    taken = Path(said.out.strip())
    assert not keys_of(taken).exists()
    assert restore.main([str(taken), "--check"]) == 0


def test_keys_that_others_may_read_are_told(taken: Path, fault) -> None:
    (keys_of(taken) / "secret-key").chmod(0o644)
    assert "Other accounts of this machine may use" in fault(restore.main, taken)


def test_a_login_whom_policies_hide_rows_from_is_told_instead_of_writing_half(
    home: Path, monkeypatch, tmp_path: Path, fault
) -> None:
    if not connection.settings_dict["HOST"].startswith("/"):
        pytest.skip("needs the roles of our own server")
    monkeypatch.setenv("DATABASE_BACKUP_URL", _address("gt_app"))
    said = fault(backup.main, tmp_path / "backups")
    assert "This login may not read all of public." in said
    assert "DATABASE_BACKUP_URL must be the login of gt_backup" in said
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_target_that_is_no_folder_is_told(home: Path, tmp_path: Path, fault) -> None:
    (tmp_path / "file").write_text("")
    said = fault(backup.main, tmp_path / "file" / "backups")
    assert "file cannot be used" in said


def test_a_disk_that_fills_up_is_told_and_nothing_half_made_stays(home: Path, tmp_path: Path, fault) -> None:
    (home / "files" / "ab" / "large").write_bytes(bytes(1 << 20))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 19, hard))
    try:
        said = fault(backup.main, tmp_path / "backups")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "cannot be used (File too large)" in said
    assert list((tmp_path / "backups").iterdir()) == []


def _edit(taken: Path, **told: object) -> None:
    path = taken / NAME
    path.write_text(json.dumps({**json.loads(path.read_text()), **told}))
    (taken / HASH).write_text(manifest.hashed(path.read_text()))


def test_a_backup_of_an_older_or_newer_version_is_told_with_the_version_that_reads_it(
    taken: Path, fault
) -> None:
    migrations = manifest.read(taken).migrations
    _edit(taken, migrations=migrations[:-1], version="0.0.9")
    said = fault(restore.main, taken)
    assert "The backup is older than this version" in said
    assert "Restore it with Goldenthread 0.0.9" in said
    _edit(taken, migrations=[*migrations, "cases.0999_from_tomorrow"])
    assert "does not know cases.0999_from_tomorrow" in fault(restore.main, taken)
    _edit(taken, format=2)
    assert "written in format 2" in fault(restore.main, taken)


def test_a_backup_that_was_never_finished_is_told(taken: Path, fault) -> None:
    (taken / NAME).unlink()
    assert "was never finished" in fault(restore.main, taken)
    (taken / NAME).write_text("{")
    assert "is damaged and cannot be read" in fault(restore.main, taken)


def test_a_manifest_that_points_outside_its_folder_is_not_followed(taken: Path, fault) -> None:
    _edit(taken, files={"../../secret": "0"})
    assert "names a file outside its folder" in fault(restore.main, taken)


def test_a_file_of_the_home_is_never_written_over(taken: Path, home: Path, fault) -> None:
    (home / "files" / "ab" / "abcd").write_text("another")
    assert "is another file than the backup's" in fault(restore.main, taken)


@pytest.mark.django_db(transaction=True)
def test_a_database_in_use_is_refused(taken: Path, cast) -> None:
    with pytest.raises(Refused, match="A restore writes over nothing"):
        restore.main([str(taken)])


def test_without_a_login_for_it_there_is_no_backup(home: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_BACKUP_URL", "")
    with pytest.raises(Refused, match="set DATABASE_BACKUP_URL to the login of gt_backup"):
        backup.main([str(tmp_path)])


def test_a_restore_needs_a_folder_or_a_person_who_compared() -> None:
    with pytest.raises(Refused, match="Name the folder of a backup"):
        restore.main([])
    with pytest.raises(Refused, match="Say who has compared"):
        restore.main(["--compared"])
