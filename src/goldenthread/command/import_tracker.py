"""`goldenthread import tracker FILE --area CODE --by EMAIL [--council CODE] [--dry-run] [--json]`: take it in."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenthread.command.project import project
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted

if TYPE_CHECKING:
    from goldenthread.tracker.answer import Answer


def main(words: list[str]) -> int:
    """Read the file in a child process of its own, then write all its good rows or none."""
    asked = _parser().parse_args(words)
    if not Path(asked.file).is_file():
        raise Refused(f"There is no file {asked.file}. Check its name and folder.")
    with project():
        answer = _take(asked)
    print(json.dumps(answer.as_data(), indent=1) if asked.json else in_words(answer, asked.dry_run))
    return 0


def _take(asked: argparse.Namespace) -> Answer:
    from django.db import transaction

    from goldenthread import clock
    from goldenthread.accounts.queries import area_for, person
    from goldenthread.audit.watch import watching
    from goldenthread.database.acting import acting_as
    from goldenthread.directory.queries import labels
    from goldenthread.rules.access import Permission
    from goldenthread.tracker.actions import import_
    from goldenthread.tracker.reading import read

    with transaction.atomic():
        by = person(asked.by)
        with acting_as(by):
            area = area_for(by, asked.area, Permission.IMPORT)
            names = labels(area.pk)
    _say("Reading the file …")
    reading = read(Path(asked.file), labels=names, today=clock.today())
    _say(
        f"Writing {counted(reading.rows_read, 'row')} …"
        if not asked.dry_run
        else "Comparing, writing nothing …"
    )
    with transaction.atomic(), acting_as(by), watching(by=by, deed="import", rule=Permission.IMPORT.value):
        return import_(
            area=area,
            reading=reading,
            file_name=Path(asked.file).name,
            council=asked.council,
            is_rehearsal=asked.dry_run,
            by=by,
            on=clock.today(),
        )


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def in_words(answer: Answer, is_rehearsal: bool) -> str:
    """The answer as a person reads it: the counts, then each row to look at."""
    data = answer.as_data()
    lines = [
        f"Sheet {data['sheet']}, heading on row {data['header_row']}: {counted(data['rows_read'], 'row')} read.",
        f"  new {data['created']}, updated {data['updated']}, unchanged {data['unchanged']}, "
        f"refused {len(data['rejected'])}, questions {len(data['questions'])}, repeated {len(data['duplicates'])}",
    ]
    for heading, name in (("Refused", "rejected"), ("Questions", "questions")):
        lines += [f"{heading}:"] if data[name] else []
        lines += [f"  row {each['row']}, {each['field']}: {each['problem']}" for each in data[name]]
    lines += _lists(data)
    if is_rehearsal:
        lines.append("This was a rehearsal: nothing was written.")
    return "\n".join(lines)


def _lists(data: dict[str, Any]) -> list[str]:
    """What was passed over, and what the file states otherwise than its own dates."""
    lines = []
    if data["duplicates"]:
        lines.append(f"Rows that repeat another: {', '.join(map(str, data['duplicates']))}")
    if data["ignored_rows"]:
        lines.append(f"Rows without a request: {', '.join(map(str, data['ignored_rows']))}")
    if data["disagreements"]:
        lines.append("Worked out otherwise than the file says:")
        lines += [
            f"  row {each['row']}, {each['field']}: the file says {each['stated']}, it is {each['computed']}"
            for each in data["disagreements"]
        ]
    return [*lines, *data["notes"]]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread import", description="Take a tracker in.")
    what = parser.add_subparsers(dest="what", required=True)
    one = what.add_parser("tracker", help="the workbook or CSV that a single point of contact keeps")
    one.add_argument("file", help="XLSX, XLS, ODS or CSV")
    one.add_argument("--area", required=True, metavar="CODE", help="whose tracker it is")
    one.add_argument("--by", required=True, metavar="EMAIL", help="who takes it in")
    one.add_argument(
        "--council",
        default="",
        metavar="CODE",
        help="who sent the requests, where not the area's first council",
    )
    one.add_argument("--dry-run", action="store_true", help="answer, and write nothing")
    one.add_argument("--json", action="store_true", help="answer as JSON")
    return parser
