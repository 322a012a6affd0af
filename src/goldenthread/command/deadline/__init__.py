"""`deadline`: the date that a limit wants and how it is worked out, without Django or a database.

    deadline advice --on 2026-11-02
    deadline amended-plan --on 2026-03-02 --fact notice=2026-03-20 --json
    deadline --list
    deadline --batch sheet.csv > answered.csv

Standard output carries the answer alone. A refusal is a sentence on standard error, with exit code 2.
"""

from __future__ import annotations

import sys

from goldenthread.rules.refusals import Refused

REFUSED = 2


def main(argv: list[str]) -> int:
    """Answer one question, list the limits, or answer a sheet of questions; 0 when answered, 2 when refused."""
    from goldenthread.command.deadline.arguments import asked

    try:
        question = asked(argv)
        if question.list:
            from goldenthread.command.deadline.names import list_limits

            return list_limits(as_json=question.json)
        if question.batch:
            from goldenthread.command.deadline.batch import answer_sheet

            return answer_sheet(question.batch, area=question.area)
        from goldenthread.command.deadline.single import answer_one

        return answer_one(question)
    except Refused as refusal:
        print(refusal.sentence, file=sys.stderr)
        return REFUSED
