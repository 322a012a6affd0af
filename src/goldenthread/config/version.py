"""Which version of Goldenthread this is, and the commit that it was made from."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from django.conf import settings

UNKNOWN = "unknown"


@cache
def version() -> dict[str, str]:
    """Found once, as the process starts to answer."""
    return {"version": number(), "commit": settings.COMMIT or _checked_out()}


def number() -> str:
    """The installed wheel's, or that of the checkout that this runs from."""
    try:
        return installed("goldenthread")
    except PackageNotFoundError:
        told = Path(__file__).parents[3] / "pyproject.toml"
        return str(tomllib.loads(told.read_text())["project"]["version"]) if told.exists() else UNKNOWN


def _checked_out() -> str:
    """The commit of a checkout; a wheel has none."""
    here = Path(__file__).parent
    try:
        done = subprocess.run(
            ["git", "-C", str(here), "rev-parse", "HEAD"],
            check=False,
            capture_output=True,
            text=True,
            timeout=5,
        )
    except (OSError, subprocess.TimeoutExpired):
        return UNKNOWN
    return done.stdout.strip() if done.returncode == 0 else UNKNOWN
