"""`./goldenthread check [--fix]`: format, lint, types, contracts, the lock, generated documents."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from goldenthread.command import embedded_postgres, places

EXPORT = "export -q --locked --offline --no-emit-project --no-annotate --no-header".split()
LOCKS = {"requirements.lock.txt": ["--no-dev"], "requirements-development.lock.txt": []}


def main(words: list[str]) -> int:
    """0 where everything is in order; each check speaks for itself, and all of them are made."""
    if words[:1] in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    wrong = [name for name, command in checks(fix="--fix" in words).items() if not passes(name, command)]
    wrong += [name for name in LOCKS if not lock_is_current(name)]
    print(f"Not in order: {', '.join(wrong)}." if wrong else "All in order.")
    return int(bool(wrong))


def checks(*, fix: bool) -> dict[str, list[str]]:
    """The commands, by name."""
    python = [sys.executable, "-m"]
    documents = [*python, "goldenthread.command.generate"]
    return {
        "format": [*python, "ruff", "format", *([] if fix else ["--check"]), "."],
        "lint": [*python, "ruff", "check", *(["--fix"] if fix else []), "."],
        "types": [*python, "mypy"],
        "contracts": [str(Path(sys.executable).with_name("lint-imports"))],
        "generated documents": [*documents, *([] if fix else ["--check"])],
    }


def passes(name: str, command: list[str]) -> bool:
    """Run it where the project stands. Types are read through Django's settings: no server is needed for that."""
    print(f"— {name}", flush=True)
    urls = embedded_postgres.urls(places.home())
    settings = {"DATABASE_URL": urls.application, "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings"}
    return (
        subprocess.run(command, check=False, cwd=places.checkout(), env={**settings, **os.environ}).returncode
        == 0
    )


def lock_is_current(name: str) -> bool:
    """The hashed requirements say what uv.lock says; without uv (pip set us up) it is not asked."""
    root = places.checkout()
    uv = root / ".venv" / "tools" / "bin" / "uv"
    if not uv.exists():
        return True
    print(f"— {name}", flush=True)
    done = subprocess.run([uv, *EXPORT, *LOCKS[name]], check=False, cwd=root, capture_output=True, text=True)
    return done.returncode == 0 and done.stdout == (root / name).read_text()
