"""What every screen says before it says anything of its own.

A screen's page is a frozen dataclass that extends `Page`, built in its `page.py` from words and dates
already fetched, so that no query can run while the page is rendered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go. `about` is read out after the text, to tell links of one text apart."""

    text: str
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The title, which is also the heading, and the ways back.

    `tab` is the title of a page whose heading names a child: a browser's history keeps the tab's words.
    """

    title: str
    tab: str = ""
    caption: str = ""
    back: Link | None = None
    trail: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Page):
    """A page that asks one form's questions: what the button says, and where giving up leads."""

    button: str = "Save"
    cancel: str = ""
    upload: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the header's navigation."""

    text: str
    href: str
    is_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page: who is signed in, at which front door, and where they can go.

    A context processor gives it to the layout as `frame`; without one the page is a public page.
    """

    front_door: str = ""
    home: str = "/"
    places: tuple[Place, ...] = ()
    name: str = ""
    account: str = ""
    sign_out: str = ""
    banner: str = ""
    warning: str = ""
    footer: tuple[Link, ...] = ()
    copyright: str = ""


def places(path: str, links: Sequence[Link]) -> tuple[Place, ...]:
    """The navigation, its one place marked that leads furthest towards this path; "/" leads only to itself."""
    leading = [
        link.href for link in links if path == link.href or (link.href != "/" and path.startswith(link.href))
    ]
    here = max(leading, key=len, default=None)
    return tuple(Place(link.text, link.href, link.href == here) for link in links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened, in a sentence, as the timeline shows it.

    `note` is small print (who recorded it, when); a corrected entry is struck through and says so.
    """

    on: date | None
    sentence: str
    note: str = ""
    is_corrected: bool = False
    is_to_come: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list. A date, or words; nothing at all is shown as "Not recorded"."""

    key: str
    value: str | date | None
    links: tuple[Link, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list: what to do, how it stands, and where to do it."""

    text: str
    state: str
    href: str = ""
    hint: str = ""
    colour: str = ""
