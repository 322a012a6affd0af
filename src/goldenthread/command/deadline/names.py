"""The names of all limits, with what each is."""

from __future__ import annotations

import json

from goldenthread.rules.regime import NAMES, latest


def list_limits(*, as_json: bool) -> int:
    """Name every limit: a line each, or a JSON list with title, source and kind."""
    limits = [latest(name) for name in NAMES]
    if as_json:
        rows = [
            {
                "limit": limit.code,
                "title": limit.title,
                "citation": limit.citation,
                "kind": limit.force.value,
                "trigger": limit.trigger,
                "facts": list(limit.facts),
            }
            for limit in limits
        ]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    width = max(map(len, NAMES)) + 2
    for limit in limits:
        print(f"{limit.code:<{width}}{limit.title}")
    return 0
