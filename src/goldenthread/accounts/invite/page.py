"""What the pages say on which somebody is invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from goldenthread.design.page import Link, Page, Question
from goldenthread.design.words import day

HOME = "accounts:people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Page):
    """A personal link, shown this once to whoever hands it over."""

    name: str
    link: str
    until: str
    back_to: Link


def invite() -> Question:
    """Ask who it is."""
    home = reverse(HOME)
    return Question(
        title="Invite somebody", button="Invite them", back=Link("Back to people", home), cancel=home
    )


def given(name: str, link: str, on: date) -> Given:
    """Show the link."""
    return Given(
        title="Hand this link over",
        name=name,
        link=link,
        until=day(on + timedelta(days=7)),
        back_to=Link("Back to people", reverse(HOME)),
    )
