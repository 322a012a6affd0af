"""What was asked on the command line."""

from __future__ import annotations

import argparse
from typing import NoReturn

from goldenthread.rules.refusals import Refused

EPILOG = """
Some limits use further dates, given as --fact NAME=DATE:
  notice                     amended-plan: the day the amendment notice was sent
  certificate                appeal-window: the day of the mediation certificate
  closed, reopens, asked     a school's closure, its re-opening, the day the head's advice was asked for
  request                    reversed-refusal-...: the day the original request was received
  move                       transfer-of-plan: the day of the move
  reviewed                   transfer-in-review: the day the plan was made or last reviewed
Without one, the answer says which date it assumed.
"""


class Parser(argparse.ArgumentParser):
    """argparse, refusing in a sentence of its own rather than with a usage block."""

    def error(self, message: str) -> NoReturn:
        """Refuse what argparse could not understand."""
        raise Refused(f"{message[:1].upper()}{message[1:]}. ./goldenthread deadline --help says more.")


def asked(words: list[str]) -> argparse.Namespace:
    """The question, checked to be one question."""
    question = _parser().parse_args(words)
    if sum(map(bool, (question.limit, question.list, question.batch))) != 1:
        raise Refused(
            "Name one limit, or ask for --list or for --batch FILE. ./goldenthread deadline --help says more."
        )
    if question.batch and (question.json or question.on or question.fact):
        raise Refused(
            "--batch reads its dates from the file and answers as CSV: leave out --on, --fact and --json."
        )
    if question.limit and not question.on:
        raise Refused("Say from which day to count, for example --on 2026-11-02.")
    return question


def _parser() -> Parser:
    parser = Parser(
        prog="goldenthread deadline",
        description="The date that a limit wants, and how it is worked out.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "limit", nargs="?", metavar="LIMIT", help="the limit's name; --list says which there are"
    )
    parser.add_argument("--on", metavar="DATE", help="the day of the trigger: 2026-11-02 or 2 November 2026")
    parser.add_argument("--fact", metavar="NAME=DATE", action="append", default=[], help="a further date")
    parser.add_argument(
        "--area", metavar="CODE", help="whose practice and ladder to use (torbay unless told)"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--list", action="store_true", help="name every limit")
    parser.add_argument(
        "--batch", metavar="FILE", help="answer a CSV of limit,on,facts; - reads standard input"
    )
    return parser
