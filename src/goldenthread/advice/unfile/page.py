"""What the page says on which a mail is taken off a wrong case: what becomes of all that it brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.cases.deed import Deed
from goldenthread.design.words import counted, day, listed
from goldenthread.inbox.deed import on_mail
from goldenthread.rules.facts import Fact

ALWAYS = (
    "The mail waits again under Mail, as it came, with its files: file it to the right case from there. If a council’s "
    "request was received from it, correct that on the case too."
)
BROUGHT = "{files} that it brought {are} withdrawn from this case."
STRUCK_OUT = (
    "The advice recorded from it ({days}) is struck out on this case: the clock of its service runs again."
)


def unfile(of: Any, documents: int, recorded: Sequence[Fact]) -> Deed:
    """Say what else comes off with it."""
    words = [f"It is on the case of {of.case.child.name}, {of.case.reference}."] if of.case else []
    if documents:
        are = "is" if documents == 1 else "are"
        words.append(BROUGHT.format(files=counted(documents, "document"), are=are))
    if recorded:
        words.append(STRUCK_OUT.format(days=listed([day(each.happened_on) for each in recorded])))
    return on_mail(
        of,
        title="Take this mail off the case",
        button="Take it off the case",
        intro=" ".join([*words, ALWAYS]),
    )
