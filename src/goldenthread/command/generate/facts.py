"""docs/generated/facts.md: every kind of fact, from the actions that leave it and a stored example."""

from __future__ import annotations

import importlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.audit.action import DEEDS
from goldenthread.command import places
from goldenthread.command.generate.markdown import table
from goldenthread.rules.facts import VERSIONS, Fact, Kind
from goldenthread.rules.sentences import sentence

PACKAGE = Path(__file__).resolve().parents[2]

INTRO = """
# Every kind of fact

A case is a timeline of dated facts; nothing on it is ever edited. Each says what happened, on which day in London,
about which request, who recorded it and when, and carries the details named here: references and codes, never a name or
free text. A correction is a fact too, and the last one wins. The words below are those of the timeline, without the
names that it fills in.
"""


def page() -> str:
    """One row for each kind: its words, its details, the actions that leave it."""
    _import_actions()
    return "\n\n".join(
        [INTRO.strip(), table(["Fact", "On the timeline", "Carries", "Left by"], map(_row, Kind))]
    )


def _import_actions() -> None:
    for path in sorted([*PACKAGE.rglob("actions.py"), *PACKAGE.rglob("actions/__init__.py")]):
        parts = path.with_suffix("").relative_to(PACKAGE).parts
        importlib.import_module(".".join(("goldenthread", *parts)).removesuffix(".__init__"))


def _row(kind: Kind) -> list[str]:
    told = example(kind)
    carries = ", ".join(f"`{name}`" for name in told["details"]) or "nothing more"
    fact = Fact(kind, date.fromisoformat(told["happened_on"]), told["about"], told["details"])
    left_by = ", ".join(f"`{name}`" for name, deed in sorted(DEEDS.items()) if kind in deed.leaves)
    return [f"`{kind}`", sentence(fact, {}), carries, left_by]


def example(kind: Kind) -> dict[str, Any]:
    """The stored example of the version that is written today, which the tests hold equal to what actions leave."""
    file = places.checkout() / "tests" / "house" / "examples" / f"{kind}-{VERSIONS[kind]}.json"
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told
