"""What somebody typed before they were signed out stands in the form again when they are back.

Only shown: a form that is filled so is never valid, so no view can act on it. Whoever typed it sends it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

STOOD, BEFORE = "stood", "stood_before"
"""What a form says that it showed; and, on the page that asks what to keep of two changes, what was shown at first."""


@dataclass(slots=True)
class Typed:
    """What was typed, by the names of its boxes, and whether a form of the page has taken it."""

    words: MultiValueDict[str, str]
    is_shown: bool = False

    def fits(self, names: list[str]) -> bool:
        """Whether a form with these fields is the one: a date's boxes begin with its field's name."""
        return any(key == name or key.startswith(f"{name}_") for name in names for key in self.words)


_typed: ContextVar[Typed | None] = ContextVar("goldenthread_given_back", default=None)


@contextmanager
def giving_back(words: MultiValueDict[str, str]) -> Iterator[Typed]:
    """While a page is made, its empty forms take what was typed.

    Whoever was signed out on the page that asks what to keep of two changes is asked again, once they have sent it.
    """
    if words.get(BEFORE):
        words = words.copy()
        words.setlist(STOOD, words.getlist(BEFORE))
    typed = Typed(words)
    token = _typed.set(typed)
    try:
        yield typed
    finally:
        _typed.reset(token)


def taken(names: list[str]) -> MultiValueDict[str, str] | None:
    """What a form with these fields shows in place of nothing."""
    typed = _typed.get()
    if typed is None or not typed.fits(names):
        return None
    typed.is_shown = True
    return typed.words
