"""What the page says that gives back what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.design.page import Page, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Page):
    """What was typed, to be read and to be sent: `sent` holds every value under its name, `to` is where it goes."""

    rows: tuple[Row, ...]
    sent: tuple[tuple[str, str], ...]
    to: str


def kept(to: str, lists: Sequence[tuple[str, list[str]]]) -> Kept:
    """The names are the form's own, made readable."""
    rows = tuple(Row(name.replace("_", " ").capitalize(), ", ".join(values)) for name, values in lists)
    sent = tuple((name, value) for name, values in lists for value in values)
    return Kept(title="What you had typed", rows=rows, sent=sent, to=to)
