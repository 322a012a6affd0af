"""A day typed on the command line."""

from __future__ import annotations

import argparse
from datetime import date


def day(text: str) -> date:
    """2026-11-02 as a date; anything else is refused with how to write it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date. Write it as 2026-11-02.") from None
