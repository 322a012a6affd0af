"""The forecast of an area's ladder for advice that never comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenthread.command.deadline.practice import Pack
from goldenthread.rules.clocks.arithmetic import said_in_full
from goldenthread.rules.escalation import forecast, ladder_from
from goldenthread.rules.words import listed


def steps_of(pack: Pack, due_on: date) -> list[dict[str, Any]]:
    """Each step with its date, the working day it is sent on, and who writes to whom."""
    roles: Mapping[str, str] = {role["code"]: role["name"] for role in pack.data.get("role", [])}
    return [
        {
            "step": one.step.code,
            "title": one.step.title,
            "due_on": one.due_on.isoformat(),
            "send_on": one.send_on.isoformat(),
            "respond_by": one.respond_by.isoformat() if one.respond_by else None,
            "from": one.step.sender,
            "to": list(one.step.recipients),
            "copies": list(one.step.copies),
            "from_name": roles.get(one.step.sender, one.step.sender),
            "to_names": [roles.get(code, code) for code in one.step.recipients],
        }
        for one in forecast(ladder_from(pack.data), due_on=due_on)
    ]


def steps_in_words(steps: list[dict[str, Any]]) -> list[str]:
    """A line for each step."""
    return [_step_in_words(step) for step in steps]


def _step_in_words(step: Mapping[str, Any]) -> str:
    due_on, send_on = step["due_on"], step["send_on"]
    sent = f", not a working day, so sent on {_full(send_on)}" if send_on != due_on else ""
    answer = f"; an answer is wanted by {_full(step['respond_by'])}" if step["respond_by"] else ""
    who = f"{step['from_name']} to {listed(step['to_names'])}"
    return f"{step['title']}: {_full(due_on)}{sent}; {who}{answer}."


def _full(text: str) -> str:
    return said_in_full(date.fromisoformat(text))
