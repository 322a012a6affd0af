"""Build the pages of docs/law from the table of limits and from words.toml: python docs/law/build.py"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goldenthread.rules.clocks import Derivation, derivation
from goldenthread.rules.clocks.derivation import EVIDENCE
from goldenthread.rules.clocks.readings import in_words
from goldenthread.rules.exemptions import LABELS, grounds_for
from goldenthread.rules.regime import (
    NAMES,
    Counting,
    Duty,
    Force,
    Limit,
    Unit,
    appeals,
    assessment,
    latest,
    orders,
    reviews,
)
from goldenthread.rules.words import said

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RULES = ROOT / "src" / "goldenthread" / "rules"
MADE = "<!-- Built by docs/law/build.py from words.toml and the table of limits. Change those, not this. -->"
WHOSE = {
    Duty.AUTHORITY: "the local authority",
    Duty.BODY: "the body that is asked",
    Duty.FAMILY: "the family: a time to use, not a duty",
}
FORCES = {Force.LAW: "law", Force.GUIDANCE: "guidance, not law", Force.PRACTICE: "local practice, not law"}
GROUPS = {
    "Assessments and plans": assessment.LIMITS,
    "Reviews, transfers and local practice": reviews.LIMITS,
    "Tribunal orders": orders.LIMITS,
    "Mediation": appeals.MEDIATIONS,
    "Appeals": appeals.APPEALS,
}

AFTER = """
The period is counted in calendar days and leaves out the day of the event, as the High Court counted in R (JSC) v
Cambridgeshire [2026] EWHC 68 (Admin): a request of 2 April 2025 gave 23 July 2025 for 16 weeks and 20 August 2025
for 20. Weekends, bank holidays and school holidays are counted and move nothing. `act_by` is one day earlier, in
time on either way of counting the first day.
"""
WORKING = """
Working days leave out weekends and England's bank holidays. The day of the event is not counted. `act_by` is the
working day before.
"""
BEGINNING = """
"Beginning with" or "starting with" a day counts that day as the first. No day to act by is given, since nobody counts
it another way.
"""
BEFORE = """
The date is the last on which it can still be done. It is counted back from the event, which is not counted.
"""
FIRST_DAY = """
The text of a national metric (LG Inform), one council's advice service and an Ombudsman decision of 2023 (23 013 824)
  count the day of the event as day 1, and so end one day earlier. Acting by `act_by` meets both.
"""


def pages() -> Mapping[str, str]:
    """Every page by its file name."""
    words = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return {"README.md": index(), **{f"{name}.md": page(latest(name), words[name]) for name in NAMES}}


def page(limit: Limit, words: Mapping[str, Any]) -> str:
    """One limit: what it means, how we read it, how others do, an example, and its proof."""
    example = derivation(limit, on=words["on"], facts=words.get("facts", {}))
    parts = [
        MADE,
        f"# {limit.title}",
        table(limit),
        "## What it means",
        words["meaning"].strip(),
        "## How we read it",
        "\n\n".join(part.strip() for part in (counted(limit), words.get("reading", "")) if part),
        "## Other readings",
        contrary(limit, example),
        "## Worked example",
        worked(limit, words, example),
        "## Proved by",
        proof(words["proof"]),
    ]
    return "\n\n".join(parts) + "\n"


def table(limit: Limit) -> str:
    """What the data says of a limit."""
    grounds = "; ".join(LABELS[ground] for ground in grounds_for(limit.code))
    rows = [
        ("Name", f"`{limit.code}`"),
        ("Whose", WHOSE[limit.duty]),
        ("Counted from", limit.trigger),
        ("Length", "at once" if limit.counting is Counting.AT_ONCE else length(limit)),
        ("Source", limit.citation),
        ("Kind", FORCES[limit.force]),
        *([] if limit.force is Force.PRACTICE else [("Evidence", EVIDENCE[limit.grade])]),
        ("Answered for", f"triggers from {said(limit.effective_from)}; earlier wordings are out of scope"),
        ("Exemptions", f"{grounds} ({limit.excused_by})" if grounds else "none of regulations 5 to 27"),
        *([("Further dates", ", ".join(f"`{fact}`" for fact in limit.facts))] if limit.facts else []),
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def length(limit: Limit) -> str:
    """The period, or the words for a date that is fixed."""
    return "a fixed date" if limit.unit is Unit.FIXED else limit.period


def counted(limit: Limit) -> str:
    """How periods of this kind are counted, the same on every page."""
    if (
        limit.counting in (Counting.AFTER, Counting.AMENDED_PLAN, Counting.LADDER)
        and limit.unit is not Unit.MONTHS
    ):
        return WORKING if limit.unit is Unit.WORKING_DAYS else AFTER
    if limit.counting is Counting.BEGINNING:
        return BEGINNING
    return BEFORE if limit.counting is Counting.BEFORE else ""


def contrary(limit: Limit, example: Derivation) -> str:
    """The readings of others, or that none is known."""
    found = [
        *limit.contrary,
        *([FIRST_DAY] if example.reckoned.act_by and limit.unit is not Unit.WORKING_DAYS else []),
    ]
    return "\n".join(f"* {one.strip()}" for one in found) or "None is known to us."


def worked(limit: Limit, words: Mapping[str, Any], example: Derivation) -> str:
    """The command and what it answers, in the words of the rules themselves."""
    facts = "".join(f" --fact {name}={day}" for name, day in words.get("facts", {}).items())
    said_so = [
        example.headline,
        example.arithmetic,
        *example.assumed,
        *example.exemptions,
        *map(in_words, example.alternatives),
        *example.notes,
    ]
    lines = [
        f"    ./goldenthread deadline {limit.code} --on {words['on']}{facts}",
        "",
        *(f"> {one}  " for one in said_so),
    ]
    return "\n".join(line.rstrip() if line.startswith("    ") else line for line in lines).rstrip()


def proof(test: str) -> str:
    """The test by name and file. An unknown name stops the build."""
    [place] = [
        path for path in RULES.rglob("test_*.py") if f"def {test}(" in path.read_text(encoding="utf-8")
    ]
    return f"`{test}` in `{place.relative_to(ROOT).as_posix()}`."


def index() -> str:
    """The list of all limits."""
    intro = (HERE / "introduction.md").read_text(encoding="utf-8").strip()
    parts = [MADE, intro]
    for group, limits in GROUPS.items():
        rows = [
            f"| [{one.code}]({one.code}.md) | {one.title} | {length(one) if one.amount else 'at once'} | "
            f"{one.citation} | {FORCES[one.force]} |"
            for one in limits
        ]
        parts += [
            f"## {group}",
            "\n".join(["| Limit | What | Length | Source | Kind |", "|---|---|---|---|---|", *rows]),
        ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
