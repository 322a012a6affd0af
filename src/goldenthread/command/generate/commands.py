"""docs/generated/commands.md: every command and the words that it understands, from their parsers."""

from __future__ import annotations

import argparse
import importlib
import inspect
from collections.abc import Iterator

from goldenthread.command.generate.markdown import table
from goldenthread.command.main import COMMANDS
from goldenthread.rules.access import Given, Permission

# A command whose parser stands in a module of its own, so that others start faster.
ARGUMENTS = {"deadline": "goldenthread.command.deadline.arguments"}

INTRO = """
# Every command

`./goldenthread COMMAND …` sets up what it needs the first time. Standard output carries the answer alone; set-up,
progress and refusals go to standard error. The exit code is 0 when done, 1 when something asked about is not in order,
2 when refused with a sentence. Every command understands `--help`.
"""


WITHOUT = {
    Given.MACHINE: "whoever may start programs here",
    Given.SYSTEM: "the system's own account",
    Given.NOTHING: "anybody: it touches no record",
}


def page() -> str:
    """A list of all, then each with its words."""
    rows = [[f"`{word}`", does, needed(needs)] for word, (_, does, needs) in COMMANDS.items()]
    listed = table(["Command", "What it does", "Who may"], rows)
    return "\n\n".join([INTRO.strip(), listed, *(_command(word) for word in COMMANDS)])


def needed(needs: str) -> str:
    """What a command asks of whoever does it; without `--by` a named account of the system does it."""
    if needs in set(Given):
        return WITHOUT[Given(needs)]
    return f"with `--by`, who may {Permission(needs).words}"


def _command(word: str) -> str:
    module = importlib.import_module(COMMANDS[word][0])
    said = inspect.cleandoc(module.__doc__ or "").replace("`goldenthread ", "`./goldenthread ")
    build = getattr(importlib.import_module(ARGUMENTS.get(word, module.__name__)), "_parser", None)
    rows = list(_rows(build())) if build else []
    return "\n\n".join([f"## {word}", said, *([table(["Word", "Meaning"], rows)] if rows else [])])


def _rows(parser: argparse.ArgumentParser, before: str = "") -> Iterator[list[str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, under in action.choices.items():
                yield from _rows(under, f"{before}{name} ")
        elif not isinstance(action, argparse._HelpAction):
            yield [f"`{before}{_word(action)}`", action.help or ""]


def _word(action: argparse.Action) -> str:
    """As it is typed: a place's name in capitals, an option with what follows it."""
    shown = str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return shown
    return action.option_strings[-1] + ("" if action.nargs == 0 else f" {shown}")
