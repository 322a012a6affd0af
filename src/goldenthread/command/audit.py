"""`goldenthread audit show|file|seal|verify`: who looked and who did what; sign it; tell whether it is what was signed.

    audit show --case EHC21-0042   who looked at this child, and who did what

    audit file --case EHC21-0042 --kept-as 3f2a9c01 --investigation BREACH-2026-07 --by EMAIL --out FILE
                                   a withdrawn file, for its area's privacy officer

    audit seal                     place new rows in the tree and write a signed checkpoint
    audit seal --after-restore     go on after a restore; the gap is stated in the checkpoint
    audit verify                   compare every row with every checkpoint; 1 where something was changed

The worker seals each minute by itself.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.command.project import project
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted, said

if TYPE_CHECKING:
    from goldenthread.audit.verifying import Verdict
    from goldenthread.desk.trace.queries import Traced

BROKEN = 1


def main(words: list[str]) -> int:
    """0 where it is done or intact, 1 where the audit was changed, 2 refused with a sentence."""
    asked = _parser().parse_args(words)
    with project():
        return DOES[asked.what](asked)


def file(asked: argparse.Namespace) -> int:
    """A file that was withdrawn from a case, as the privacy officer who is named; itself a row of the audit."""
    from django.db import transaction

    from goldenthread import clock
    from goldenthread.accounts.queries import person
    from goldenthread.documents.actions import investigate

    if asked.out.exists() or not asked.out.parent.is_dir():
        raise Refused(
            f"{asked.out} is there already, or its folder is not. Name a new file in a folder of yours."
        )
    with transaction.atomic():
        by = person(asked.by)
    words = {"reference": asked.case, "kept_as": asked.kept_as, "investigation": asked.investigation}
    name, content = investigate(**words, by=by, on=clock.today())
    with open(asked.out, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
        out.write(content)
    print(f"{name} was written to {asked.out}. Delete it when the investigation is over.")
    return 0


def seal(asked: argparse.Namespace) -> int:
    """One checkpoint for every hundred thousand new rows; none where there is none."""
    made = seal_as_system(is_after_restore=asked.after_restore, may_make_key=asked.new_key)
    print(made or "No new row since the last checkpoint.")
    return 0


def seal_as_system(*, is_after_restore: bool = False, may_make_key: bool = False) -> str:
    """Seal as the audit's own account; the answer in a sentence, empty where nothing was new."""
    from django.db import transaction

    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.audit import places, sealing
    from goldenthread.database.acting import acting_as

    how = places.sealing(is_after_restore=is_after_restore, may_make_key=may_make_key)
    with transaction.atomic():
        by = ensure_system_account("audit", "The audit")
    with acting_as(by):
        made = sealing.seal(how)
    return f"{counted(made[-1].size, 'row')} sealed, checkpoint {made[-1].number}." if made else ""


def verify(asked: argparse.Namespace) -> int:
    """Against the checkpoints and keys of this installation, or of a copy that somebody else kept."""
    from django.db import transaction

    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.audit import places
    from goldenthread.audit.keys import trusted
    from goldenthread.audit.verifying import verify as found
    from goldenthread.database.acting import acting_as

    folder = asked.checkpoints or places.folder()
    keys = asked.keys or places.key_file().parent
    with transaction.atomic():
        by = ensure_system_account("audit", "The audit")
    with acting_as(by):
        verdict = found(folder, trusted(keys))
    print(in_words(verdict))
    return BROKEN if verdict.problem else 0


def in_words(verdict: Verdict) -> str:
    """Intact, or what is not."""
    from datetime import date

    if verdict.problem:
        return f"Not intact. {verdict.problem}"
    if verdict.last is None:
        return f"No checkpoint yet; {counted(verdict.waiting, 'row')} to seal. Run: goldenthread audit seal."
    since = f" {counted(verdict.waiting, 'row')} recorded since." if verdict.waiting else ""
    day = said(date.fromisoformat(verdict.last.day))
    head = f"Intact, {counted(verdict.rows, 'row')}, checkpoint {verdict.last.number} of {day}.{since}"
    return "\n".join([head, *verdict.lost])


def show(asked: argparse.Namespace) -> int:
    """As the person named, or as the audit's own account for whoever runs this machine; itself a row of the audit."""
    from django.db import transaction

    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.accounts.queries import person
    from goldenthread.audit.watch import watching
    from goldenthread.database.acting import acting_as
    from goldenthread.desk.trace import page, queries
    from goldenthread.rules.access import Permission

    with transaction.atomic():
        by = person(asked.by) if asked.by else ensure_system_account("audit", "The audit")
    rule = Permission.READ_AUDIT.value
    with acting_as(by), transaction.atomic(), watching(by=by, deed="audit show", rule=rule):
        found = _only([each for each in queries.named(asked.case, by) if asked.area in ("", each.area_code)])
        case = queries.traced(found.case_id, by)
        lines = page.lines(queries.traces(case, queries.Wanted(), by, limit=None)) if case else ()
    print(as_table([page.COLUMNS, *lines]))
    return 0


def _only(cases: Sequence[Traced]) -> Traced:
    if not cases:
        raise Refused(
            "There is no case with this reference where you may read the audit. Check the reference."
        )
    if len(cases) > 1:
        codes = ", ".join(each.area_code for each in cases)
        raise Refused(f"Several areas have a case with this reference. Say which with --area: {codes}.")
    return cases[0]


def as_table(rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their longest words."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


DOES = {"file": file, "show": show, "seal": seal, "verify": verify}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldenthread audit", description="Read, seal and verify the audit."
    )
    what = parser.add_subparsers(dest="what", required=True)
    showing = what.add_parser("show", help="who looked at a child, and who did what")
    showing.add_argument("--case", required=True, metavar="REFERENCE", help="the council's reference")
    showing.add_argument("--area", default="", metavar="CODE", help="where several areas use the reference")
    showing.add_argument(
        "--by", metavar="EMAIL", help="who looks; whoever runs this machine, where not named"
    )
    giving = what.add_parser("file", help="a withdrawn file, for its area's privacy officer")
    giving.add_argument("--case", required=True, metavar="REFERENCE", help="from which it was withdrawn")
    giving.add_argument("--kept-as", required=True, metavar="HASH", help="as the page of the audit says")
    giving.add_argument(
        "--investigation", required=True, metavar="REFERENCE", help="of the officer's own register"
    )
    giving.add_argument("--by", required=True, metavar="EMAIL", help="the privacy officer who asks for it")
    giving.add_argument("--out", required=True, type=Path, metavar="FILE", help="a new file")
    sealing = what.add_parser("seal", help="place new rows in the tree and write a signed checkpoint")
    sealing.add_argument(
        "--after-restore", action="store_true", help="go on though a restore put the database back"
    )
    sealing.add_argument("--new-key", action="store_true", help="make a new key where the old one was lost")
    verifying = what.add_parser("verify", help="tell whether the audit is what was signed")
    verifying.add_argument("--checkpoints", type=Path, metavar="DIR", help="a copy of the checkpoints")
    verifying.add_argument("--keys", type=Path, metavar="DIR", help="a copy of the public keys")
    return parser
