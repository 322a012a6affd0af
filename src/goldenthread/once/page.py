"""What is said to somebody who sends a form again with other answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.design.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsWell(Page):
    """Why it was not done, and the way to do it after all."""

    sentence: str
    way: str
    href: str


def sentence(sent: str, said: Sequence[str]) -> str:
    """When the form was sent, what came of it, and what to do if this was meant as well."""
    came = f" What came of it: “{' '.join(said)}”" if said else ""
    return (
        f"This form was sent before, on {sent}, with other answers.{came} "
        "What stands here now was not saved. If you mean it as well, check it and send it again."
    )


def not_as_well(said: str, here: str) -> NotAsWell:
    """For a form without answers that could be shown again."""
    return NotAsWell(title="This form was sent before", sentence=said, way="Open the page again", href=here)
