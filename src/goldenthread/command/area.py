"""`goldenthread area check FILE` and `area load FILE`: an area's pack, checked line by line, compared and loaded."""

from __future__ import annotations

import argparse
from pathlib import Path

from goldenthread.directory.pack import check, read
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted

WRONG = 1


def main(words: list[str]) -> int:
    """0 when the pack is in order; 1 with each problem on its line."""
    asked = _parser().parse_args(words)
    try:
        text = Path(asked.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{asked.file} cannot be read as text: {error}.") from error
    problems = check(text)
    for problem in problems:
        print(f"{asked.file}:{problem.line}: {problem.path + ': ' if problem.path else ''}{problem.sentence}")
    if problems:
        return WRONG
    pack = read(text)
    print(f"{asked.file} is in order: {pack.area.name}, with {counted(len(pack.services), 'service')}.")
    _with_database(text, asked)
    return 0


def _with_database(text: str, asked: argparse.Namespace) -> None:
    """Compare with the version in force and, for `load`, put this one in force."""
    from goldenthread.command.project import project

    with project():
        from django.db import transaction

        from goldenthread import clock
        from goldenthread.accounts.actions import appoint_reporter, ensure_system_account
        from goldenthread.accounts.queries import may, person
        from goldenthread.database.acting import acting_as, as_system
        from goldenthread.directory.actions import load
        from goldenthread.directory.queries import would_change

        if asked.what == "check" or asked.dry_run:
            with transaction.atomic(), as_system("set-up"):
                changes = would_change(text)
            _tell(changes, "Loading it would change:", "Loading it would change nothing.")
            return
        with transaction.atomic():
            by = person(asked.by) if asked.by else ensure_system_account("set-up", "Set-up")
            with acting_as(by):
                if asked.by and not may(by, Permission.SET_UP):
                    raise Refused(
                        f"{by.name} may not set an area up. Give them the role of area administrator first."
                    )
                loaded = load(text=text, by=by, on=clock.today())
                appoint_reporter(area=loaded.version.area, by=by, on=clock.today())
        _tell(
            loaded.changes,
            f"Version {loaded.version.number} is in force. It changes:",
            "It was in force already.",
        )


def _tell(changes: list[str], heading: str, none: str) -> None:
    print(heading if changes else none)
    for change in changes:
        print(f"  {change}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread area", description="Check or load an area pack.")
    what = parser.add_subparsers(dest="what", required=True)
    for name, does in (("check", "say what is wrong and what would change"), ("load", "put it in force")):
        one = what.add_parser(name, help=does)
        one.add_argument("file", help="the pack, a TOML file")
        one.add_argument("--dry-run", action="store_true", help="only say what would change")
        one.add_argument("--by", metavar="EMAIL", help="who loads it; a system account where nobody is named")
    return parser
