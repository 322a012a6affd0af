"""`goldenthread restore DIR [--keys DIR]`: a backup into an empty database, all of it or nothing.

    restore /mnt/backups/2026-11-22T02-00-00Z --keys /mnt/safe/2026-11-22T02-00-00Z.keys
    restore /mnt/backups/2026-11-22T02-00-00Z --check
    restore --compared --by operator@seaside.example --sent /var/log/mail.log

Every hash is checked before and after. Sessions are revoked, and nothing is sent, until a person has compared what
came back with what was lost and has said so with `--compared`. Letters whose Message-ID stands in the mail server's log
are not sent again.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path
from time import monotonic

from goldenthread.command import places, project
from goldenthread.command.backup import Progress, broken
from goldenthread.database.backup import files, manifest
from goldenthread.database.backup.faults import Broken, told_of
from goldenthread.database.backup.manifest import Manifest
from goldenthread.database.backup.take import check, newest_checkpoint
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted, listed, said

SECRET = "secret-key"


def main(words: list[str]) -> int:
    """What came back, on standard output; 1 where the backup is not in order."""
    asked = _parser().parse_args(words)
    if asked.compared:
        return _compared(asked.by, asked.sent)
    if asked.folder is None:
        raise Refused("Name the folder of a backup, or say --compared after a restore.")
    folder, began = asked.folder.expanduser().resolve(), monotonic()
    try:
        with told_of(folder), Progress() as progress:
            told, keys = _checked(folder, asked, progress)
            if not asked.check:
                _restore(places.home(), folder, told, keys, progress)
    except Broken as fault:
        return broken(fault)
    print(_whole(told, keys) if asked.check else _answer(told, monotonic() - began))
    return 0


def _checked(folder: Path, asked: argparse.Namespace, progress: Progress) -> tuple[Manifest, Path | None]:
    """The manifest of a backup that is whole, and where its keys are; before anything is touched."""
    keys: Path = asked.keys.expanduser().resolve() if asked.keys else folder.with_name(f"{folder.name}.keys")
    wanted = keys if manifest.read(folder).keys and not asked.without_keys else None
    if wanted is not None and not keys.is_dir():
        raise Broken(
            f"The keys of this backup are not in {keys}. Name their folder with --keys; or, where they are lost for "
            "good, say --without-keys: everybody's second factor and the audit's signatures start anew."
        )
    return check(folder, wanted, progress), wanted


def _restore(home: Path, folder: Path, told: Manifest, keys: Path | None, progress: Progress) -> None:
    places.made(home)
    files.refuse_to_overwrite(home, told.files)
    if keys is not None:
        files.refuse_to_overwrite(home, told.keys)
        if "DATABASE_URL" not in os.environ and not (home / "postgres").exists():
            files.put(keys, {name: told.keys[name] for name in (SECRET,) if name in told.keys}, home)
    with project.surroundings(home):
        project.set_up_django()
        from goldenthread.database.backup.restore import refuse_other_version

        refuse_other_version(told, _migrations())
        project.bring_up_to_date()
        _put_back(home, folder, told, keys, progress)
        _seal(progress)


def _migrations() -> list[str]:
    """Those of this version, as a manifest names them."""
    from django.db.migrations.loader import MigrationLoader

    return [".".join(node) for node in MigrationLoader(None).graph.nodes]


def _put_back(home: Path, folder: Path, told: Manifest, keys: Path | None, progress: Progress) -> None:
    """Rows, files and the word that it was restored, in one transaction of the owner's."""
    import psycopg
    from django.db import connection, transaction

    from goldenthread.database.backup.restore import put_back
    from goldenthread.database.engine.base import as_owner

    def then() -> None:
        files.put(folder / files.FOLDER, told.files, home)
        if keys is not None:
            files.put(keys, told.keys, home)
        _record(home, told)

    with as_owner(connection), transaction.atomic():
        connection.ensure_connection()
        put_back(psycopg.Cursor(connection.connection), folder, told, progress, then)


def _record(home: Path, told: Manifest) -> None:
    """The database knows that it was put back; the audit goes on with a row that says so."""
    from goldenthread import clock
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.recovery.actions import restore

    newest = newest_checkpoint(places.checkpoints(home)) or {}
    restore(
        lost_after=datetime.fromisoformat(told.taken_at),
        checkpoint=(told.checkpoint or {}).get("size"),
        newest=newest.get("size"),
        by=ensure_system_account("restore", "Restore"),
        on=clock.today(),
    )


def _whole(told: Manifest, keys: Path | None) -> str:
    parts = [counted(told.rows, "row"), counted(len(told.files), "file")]
    parts += [counted(len(told.keys), "key")] if keys else []
    return f"The backup is whole: {listed(parts)}, each as it was taken. Nothing was restored."


def _seal(progress: Progress) -> None:
    """The audit goes on with a signed checkpoint that says so; what stands in the way is told."""
    from goldenthread.command.audit import seal_as_system

    progress("Sealing the audit")
    try:
        seal_as_system(is_after_restore=True)
    except (Refused, OSError) as problem:
        print(f"The restore is done, but the audit is not sealed yet. {problem}", file=sys.stderr)


def _answer(told: Manifest, seconds: float) -> str:
    moment = datetime.fromisoformat(told.taken_at)
    return (
        f"Restored in {seconds:.1f} s: {counted(told.rows, 'row')} of {len(told.tables)} tables and "
        f"{counted(len(told.files), 'file')}, each hash as in the backup.\n"
        f"What was recorded after {moment:%H:%M} UTC on {said(moment.date())} is lost. Everybody is signed out.\n"
        "Nothing is sent until somebody has compared: docs/guide/backup-and-restore.md says what and how. Then run:\n"
        "  ./goldenthread restore --compared --by EMAIL"
    )


def _compared(email: str | None, log: Path | None) -> int:
    """A person has compared; things are sent again, but for what left before."""
    if not email:
        raise Refused("Say who has compared: --by with the address of a person's account.")
    with project.project():
        from django.core.exceptions import PermissionDenied
        from django.db import transaction

        from goldenthread import clock
        from goldenthread.accounts.queries import person
        from goldenthread.recovery.actions import compare

        try:
            with transaction.atomic():
                by = person(email)
                restored = compare(by=by, on=clock.today())
                sent = _sent_before(log, restored.lost_after) if log else 0
        except PermissionDenied as problem:
            raise Refused(str(problem)) from problem
    if log:
        print(f"{counted(sent, 'letter')} had left before, by the log of the mail server.")
    print(f"{by.name} has compared. Things are sent again from now on.")
    return 0


def _sent_before(log: Path, lost_after: datetime) -> int:
    """Letters that the log names left before. The tick comes first: it writes again what was lost since the backup."""
    from goldenthread import clock
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.deadlines.actions import tick
    from goldenthread.inbox.queries.triage import keys
    from goldenthread.post.actions import send_before
    from goldenthread.rules.reply import letters_named

    try:
        with log.expanduser().open(encoding="utf-8", errors="replace") as lines:
            letters = letters_named(lines, keys())
    except OSError as problem:
        raise Refused(f"The log of the mail server cannot be read: {problem}.") from problem
    tick(by=ensure_system_account("tick", "The tick"), on=clock.today())
    by = ensure_system_account("restore", "Restore")
    return send_before(letters=letters, by=by, on=lost_after.astimezone(clock.LONDON).date())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldenthread restore", description="Restore a backup into an empty database."
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="the backup's own folder")
    parser.add_argument(
        "--keys", type=Path, metavar="DIR", help="the folder of its keys; beside DIR where none is named"
    )
    parser.add_argument("--without-keys", action="store_true", help="the keys are lost: go on without them")
    parser.add_argument(
        "--check", action="store_true", help="read the backup, say whether it is whole, and stop"
    )
    parser.add_argument("--compared", action="store_true", help="a person has compared: send things again")
    parser.add_argument("--by", metavar="EMAIL", help="who has compared")
    parser.add_argument(
        "--sent",
        type=Path,
        metavar="FILE",
        help="the mail server's log: letters that it names are not sent again",
    )
    return parser
