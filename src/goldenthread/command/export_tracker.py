"""`goldenthread export tracker --area CODE --by EMAIL --out FILE`: the tracker, in the layout that teams keep."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from goldenthread.command.project import project
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted


def main(words: list[str]) -> int:
    """Write the file; its ending says whether as a workbook or as CSV."""
    asked = _parser().parse_args(words)
    out = Path(asked.out)
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise Refused(f"{out.name} ends in neither .xlsx nor .csv. Name the file with one of them.")
    if not out.parent.is_dir():
        raise Refused(f"There is no folder {out.parent}. Make it, or name another.")
    with project():
        from django.db import transaction

        from goldenthread import clock
        from goldenthread.accounts.queries import area_for, person
        from goldenthread.audit.watch import watching
        from goldenthread.database.acting import acting_as
        from goldenthread.directory.queries import services
        from goldenthread.rules.access import Permission
        from goldenthread.rules.traces import Purpose
        from goldenthread.tracker.actions import export
        from goldenthread.tracker.workbook import write_csv, write_workbook

        with transaction.atomic():
            by = person(asked.by)
            with acting_as(by):
                area = area_for(by, asked.area, Permission.EXPORT)
                labels = [service.label for service in services(area.pk)]
        seen = watching(by=by, deed="export", rule=Permission.EXPORT.value, purpose=Purpose.FILE)
        with transaction.atomic(), acting_as(by), seen:
            lines = export(area=area, by=by, on=clock.today())
        if out.suffix.lower() == ".csv":
            write_csv(out, lines)
        else:
            write_workbook(out, lines, title=f"{area.front_door} - EHC requests", labels=labels)
    print(f"{counted(len(lines), 'row')} written to {out}.", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread export", description="Write the tracker out.")
    what = parser.add_subparsers(dest="what", required=True)
    one = what.add_parser("tracker", help="one row for each service asked")
    one.add_argument("--area", required=True, metavar="CODE", help="whose tracker")
    one.add_argument("--by", required=True, metavar="EMAIL", help="who takes it out")
    one.add_argument("--out", required=True, metavar="FILE", help="a file that ends in .xlsx or .csv")
    return parser
