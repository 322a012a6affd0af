"""One answer, in sentences or as JSON."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from goldenthread.command.deadline.dates import read_date, read_facts
from goldenthread.command.deadline.practice import Pack, practised
from goldenthread.rules.clocks import Derivation, derivation
from goldenthread.rules.regime import Counting, in_force


def answer_one(question: Namespace) -> int:
    """Print the date of one limit and how it is worked out."""
    on, facts = read_date(question.on), read_facts(question.fact)
    limit, pack = practised(in_force(question.limit.strip().lower(), on), question.area)
    worked_out = derivation(limit, on=on, facts=facts)
    sentences = [*worked_out.sentences()]
    steps: list[dict[str, Any]] | None = None
    if limit.counting is Counting.LADDER and pack:
        from goldenthread.command.deadline.steps import steps_in_words, steps_of

        steps = steps_of(pack, worked_out.reckoned.due_on)
        sentences += [f"The ladder is that of {pack.name} ({pack.code}).", *steps_in_words(steps)]
    elif pack:
        sentences.append(pack.whose(limit))
    if question.json:
        import json

        print(json.dumps(as_json(worked_out, sentences, pack, steps), indent=2, ensure_ascii=False))
    else:
        print("\n".join(sentences))
    return 0


def as_json(
    worked_out: Derivation, sentences: list[str], pack: Pack | None, steps: list[dict[str, Any]] | None
) -> dict[str, Any]:
    """The answer as data: dates as ISO text, null where there is none."""
    limit, reckoned = worked_out.limit, worked_out.reckoned
    answer: dict[str, Any] = {
        "limit": limit.code,
        "title": limit.title,
        "on": worked_out.on.isoformat(),
        "due_on": reckoned.due_on.isoformat(),
        "act_by": _iso(reckoned.act_by),
        "not_before": _iso(reckoned.not_before),
        "citation": limit.citation,
        "kind": limit.force.value,
        "duty": limit.duty.value,
        "trigger": limit.trigger,
        "unit": limit.unit.value,
        "amount": limit.amount,
        "assumed": list(worked_out.assumed),
        "alternatives": [
            {"reading": one.reading, "due_on": _iso(one.due_on), "citation": one.citation}
            for one in worked_out.alternatives
        ],
        "area": pack.code if pack else None,
        "page": limit.page,
        "derivation": " ".join(sentences),
    }
    if steps is not None:
        answer["steps"] = steps
    return answer


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
