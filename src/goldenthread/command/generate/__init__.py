"""`python -m goldenthread.command.generate [--check]`: the documents that the code itself can write.

Each is the same however often it is written. `--check` writes nothing and shows what differs.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from goldenthread.command import embedded_postgres, places, project
from goldenthread.rules.refusals import Refused

FOLDER = Path("docs/generated")
MADE = "<!-- Made by ./goldenthread check --fix from the code. Change that, not this. -->"


def main(words: list[str]) -> int:
    """0 where the documents are, or now are, equal to the code; 1 with what differs."""
    if set(words) - {"--check"}:
        raise Refused("Only --check is understood here: it writes nothing and shows what differs.")
    folder = places.checkout() / FOLDER
    if not folder.is_dir():
        raise Refused(f"There is no folder {folder}. Run this command in the source checkout.")
    set_up()
    made = pages()
    if "--check" not in words:
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
        return 0
    different = list(differences(folder, made))
    sys.stdout.writelines(different)
    return int(bool(different))


def set_up() -> None:
    """Django knows the addresses and the actions; no server is needed for that."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = embedded_postgres.urls(places.home()).application
    project.set_up_django()


def pages() -> dict[str, str]:
    """Every document by its file name."""
    from goldenthread.command.generate import access, commands, facts, limits, routes

    made = {
        "access.md": access.page(),
        "commands.md": commands.page(),
        "facts.md": facts.page(),
        "limits.md": limits.page(),
        "routes.md": routes.page(),
    }
    return {name: f"{MADE}\n\n{text.strip()}\n" for name, text in made.items()}


def differences(folder: Path, made: Mapping[str, str]) -> Iterator[str]:
    """What differs between the folder's documents and those that the code makes, line by line."""
    for name, text in made.items():
        kept = (folder / name).read_text(encoding="utf-8") if (folder / name).exists() else ""
        yield from difflib.unified_diff(
            kept.splitlines(keepends=True),
            text.splitlines(keepends=True),
            f"{name} as kept",
            f"{name} as made",
            n=0,
        )
