"""Text for a spreadsheet's cells: what a spreadsheet program would run as a formula is led by an apostrophe."""

from __future__ import annotations

ACTIVE = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def harmless(text: str) -> str:
    """The text, led by an apostrophe where it begins as a formula would. Reading a tracker takes it off again."""
    return f"'{text}" if text.lstrip("'").startswith(ACTIVE) else text
