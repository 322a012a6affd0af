"""`goldenthread tick [--on DATE] [--json]`: raise every reminder, chase and step that is due, each exactly once."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from goldenthread.command.days import day
from goldenthread.command.project import project
from goldenthread.rules.facts import Kind
from goldenthread.rules.words import counted, said

if TYPE_CHECKING:
    from goldenthread.deadlines.actions import Ticked
    from goldenthread.deadlines.queries import Row


def main(words: list[str]) -> int:
    """Tick for a day, today where none is named."""
    asked = _parser().parse_args(words)
    with project():
        from django.db import transaction

        from goldenthread import clock
        from goldenthread.accounts.actions import ensure_system_account
        from goldenthread.audit.watch import watching
        from goldenthread.database.acting import acting_as
        from goldenthread.deadlines.actions import tick
        from goldenthread.deadlines.queries import before_go_live
        from goldenthread.once.actions import forget

        on: date = asked.on or clock.today()
        with transaction.atomic():
            by = ensure_system_account("tick", "The tick")
        with transaction.atomic(), acting_as(by), watching(by=by, deed="tick"):
            ticked = tick(by=by, on=on)
            waiting = before_go_live(by)
            forget(at=clock.now())
            answer = (
                json.dumps(as_data(ticked, waiting), indent=1) if asked.json else as_words(ticked, waiting)
            )
    print(answer)
    return 0


def as_data(ticked: Ticked, waiting: Sequence[Row]) -> dict[str, Any]:
    """What was raised, by request for advice, and how many wait for a person to start their ladder."""
    from goldenthread.advice.queries import references

    named = references([each.about for each in ticked.raised])
    return {
        "on": ticked.on.isoformat(),
        "reminders": ticked.count(Kind.REMINDER_RAISED),
        "steps": ticked.count(Kind.STEP_RAISED),
        "before_go_live": len(waiting),
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


def as_words(ticked: Ticked, waiting: Sequence[Row]) -> str:
    """The tick in a sentence, a line for each kind of step, and what was late before it came here."""
    steps: dict[str, int] = {}
    for each in ticked.raised:
        steps[each.step] = steps.get(each.step, 0) + 1
    reminders, raised = ticked.count(Kind.REMINDER_RAISED), ticked.count(Kind.STEP_RAISED)
    head = f"{said(ticked.on)}: {counted(reminders, 'reminder')} and {counted(raised, 'step')} raised."
    lines = [head, *(f"  {name}: {number}" for name, number in sorted(steps.items()))]
    if waiting:
        lines.append(f"Before go-live, waiting for a person to start the ladder: {len(waiting)}")
        lines += [f"  {row.reference}, {row.service}: due by {said(row.due_on)}" for row in waiting]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread tick", description="Raise what is due.")
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="the day to tick for; today where none is named"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    return parser
