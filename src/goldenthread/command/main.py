"""The command's first word chooses the module that answers; nothing else is imported.

The law's dates are answered in a tenth of a second because Django is not even looked at.
"""

from __future__ import annotations

import importlib
import os
import sys

from goldenthread.rules.refusals import Refused

# word: (module with `main(words) -> exit code`, what it does, what it needs of whoever `--by` names, by the words of
# `rules.access.Need`). Without `--by` it is whoever may start programs on the machine, and a named system account acts.
COMMANDS = {
    "demo": (
        "goldenthread.command.demo",
        "live a year in Torbay, then serve it; --empty to try your own spreadsheet",
        "machine",
    ),
    "test": (
        "goldenthread.command.test",
        "run every test once; --long for full counts and a second PostgreSQL",
        "nothing",
    ),
    "deadline": (
        "goldenthread.command.deadline",
        "the date that the law wants, and how it is worked out",
        "nothing",
    ),
    "area": (
        "goldenthread.command.area",
        "check or load an area pack: its services, contacts and ladder",
        "set_up",
    ),
    "ladder": (
        "goldenthread.command.ladder",
        "rehearse a changed ladder: the letters of the last year",
        "system",
    ),
    "account": (
        "goldenthread.command.account",
        "who may sign in, as what: invite, end, list, unlock",
        "manage_members",
    ),
    "import": ("goldenthread.command.import_tracker", "bring a tracking spreadsheet in", "import"),
    "export": ("goldenthread.command.export_tracker", "write the tracking spreadsheet out again", "export"),
    "tick": ("goldenthread.command.tick", "raise the reminders, chases and steps that are due", "system"),
    "sitrep": ("goldenthread.command.sitrep", "the month's situation report", "system"),
    "audit": (
        "goldenthread.command.audit",
        "who looked at a child; sign what the audit is, verify it",
        "read_audit",
    ),
    "worker": (
        "goldenthread.command.worker",
        "derive deadlines at once, and tick as each day begins",
        "system",
    ),
    "backup": (
        "goldenthread.command.backup",
        "every row and file, and apart from them the keys; read back",
        "machine",
    ),
    "restore": (
        "goldenthread.command.restore",
        "a backup into an empty database, compared; --compared ends the wait",
        "operate",
    ),
    "serve": ("goldenthread.command.serve", "serve the pages", "machine"),
    "check": (
        "goldenthread.command.check",
        "format, lint, types, contracts and generated documents",
        "nothing",
    ),
    "bench": ("goldenthread.command.bench", "time the work at three sizes", "machine"),
    "manage": ("goldenthread.command.manage", "Django's own commands, migrate among them", "machine"),
}

WRONG, INTERRUPTED = 2, 130


def main(words: list[str] | None = None) -> int:
    """Answer with the exit code: 0 done, 2 refused with a sentence on standard error."""
    word, *rest = (sys.argv[1:] if words is None else words) or [""]
    if word in ("--help", "-h", "help"):
        print(usage())
        return 0
    if word not in COMMANDS:
        return refuse(unknown(word) if word else usage())
    try:
        answer: int = importlib.import_module(COMMANDS[word][0]).main(rest)
        sys.stdout.flush()
    except Refused as refusal:
        return refuse(str(refusal))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader, `head` say, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return answer


def usage() -> str:
    """Every word and what it does."""
    lines = [f"  {word:<10}{does}" for word, (_, does, _) in COMMANDS.items()]
    return "\n".join(
        ["Usage: ./goldenthread COMMAND …", "", *lines, "", "./goldenthread COMMAND --help says more."]
    )


def unknown(word: str) -> str:
    """Names the likeliest word meant."""
    import difflib

    near = difflib.get_close_matches(word, COMMANDS, n=1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return f"There is no command “{word}”.{meant} ./goldenthread --help lists them all."


def refuse(sentence: str) -> int:
    """On standard error, so that standard output carries answers alone."""
    print(sentence, file=sys.stderr)
    return WRONG
