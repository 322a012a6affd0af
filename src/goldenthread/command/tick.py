"""`goldenthread tick [--on DATE] [--json]`: raise every reminder, chase and step that is due, each exactly once."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from goldenthread.command.days import day
from goldenthread.command.project import project
from goldenthread.rules.facts import Kind
from goldenthread.rules.words import counted, said

if TYPE_CHECKING:
    from goldenthread.deadlines.actions import Ticked


def main(words: list[str]) -> int:
    """Tick for a day, today where none is named."""
    asked = _parser().parse_args(words)
    with project():
        from django.db import transaction

        from goldenthread import clock
        from goldenthread.accounts.actions import ensure_system_account
        from goldenthread.database.acting import acting_as
        from goldenthread.deadlines.actions import tick

        on: date = asked.on or clock.today()
        with transaction.atomic():
            by = ensure_system_account("tick", "The tick")
        with transaction.atomic(), acting_as(by):
            ticked = tick(by=by, on=on)
            answer = json.dumps(as_data(ticked), indent=1) if asked.json else as_words(ticked)
    print(answer)
    return 0


def as_data(ticked: Ticked) -> dict[str, Any]:
    """What was raised, by request for advice; references only."""
    from goldenthread.advice.queries import references

    named = references([each.about for each in ticked.raised])
    return {
        "on": ticked.on.isoformat(),
        "reminders": ticked.count(Kind.REMINDER_RAISED),
        "steps": ticked.count(Kind.STEP_RAISED),
        "raised": [
            {
                "reference": named[each.about][0],
                "service": named[each.about][1],
                "kind": "step" if each.kind is Kind.STEP_RAISED else "reminder",
                "step": each.step,
                "due_on": each.due_on.isoformat(),
                "on": ticked.on.isoformat(),
            }
            for each in ticked.raised
        ],
    }


def as_words(ticked: Ticked) -> str:
    """The tick in a sentence, and a line for each kind of step."""
    steps: dict[str, int] = {}
    for each in ticked.raised:
        steps[each.step] = steps.get(each.step, 0) + 1
    reminders, raised = ticked.count(Kind.REMINDER_RAISED), ticked.count(Kind.STEP_RAISED)
    head = f"{said(ticked.on)}: {counted(reminders, 'reminder')} and {counted(raised, 'step')} raised."
    return "\n".join([head, *(f"  {name}: {number}" for name, number in sorted(steps.items()))])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread tick", description="Raise what is due.")
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="the day to tick for; today where none is named"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    return parser
