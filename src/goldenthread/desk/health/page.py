"""The health page: each thing that could go wrong in silence, with what to do if it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.cases.review_emergency.queries import Told
from goldenthread.design.page import Page, Task
from goldenthread.design.words import counted, day, moment
from goldenthread.rules.emergencies import REVIEW_WITHIN
from goldenthread.rules.sending import TOO_LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Health(Page):
    """All checks, and whether one of them needs somebody."""

    is_well: bool
    summary: str
    checks: tuple[Task, ...]
    told: tuple[str, ...]
    told_summary: str


def health(
    *,
    alarm: str | None,
    marked: int,
    last_raised_on: date | None,
    overlooked: int,
    restored: str = "",
    neglected: tuple[int, int] = (0, 0),
    unreviewed: int = 0,
    untold: int = 0,
    silent: int = 0,
    contacts: Sequence[tuple[int, bool]] = (),
    told: Sequence[Told] = (),
) -> Health:
    """`overlooked`: requests for advice whose step or reminder was due before today and was not raised.

    `contacts`: of each service whose contact is to be checked, the days since, and whether letters are held back.
    `neglected`: letters and mails that have waited too long for somebody. `restored`: what is to be done after a
    restore that nobody has compared. `unreviewed`: emergency openings whose review is late. `untold`: those of which
    somebody who should have been told by letter was not. `told`: the openings of
    which the reader, who manages an area, is told. `silent`: letters of which no word came in time that they arrived.
    """
    checks = (
        _check("Bank holidays", alarm, "The calendar of bank holidays reaches past the end of next year."),
        _check("The daily tick", _late(overlooked), _last(last_raised_on)),
        _check("Clocks", None, _marked(marked)),
        _check("Restores", restored, "No restore waits to be compared."),
        _check("Letters", _silent(silent), "Of none is word overdue that it arrived."),
        _check("Letters and mail", _neglected(*neglected), "Nothing waits too long for somebody."),
        _check("Contacts of services", _held_back(contacts), _to_check(contacts)),
        _check("Emergency openings", _unreviewed(unreviewed), "None waits too long for its review."),
        _check("Word of emergencies", _untold(untold), "Whoever is told of an opening by letter was told."),
    )
    return _page(checks, told)


def _page(checks: tuple[Task, ...], told: Sequence[Told]) -> Health:
    """Well, or how many of them need somebody."""
    wrong = sum(bool(check.colour) for check in checks)
    return Health(
        title="Is everything well?",
        is_well=not wrong,
        summary=f"{counted(wrong, 'thing')} to look at." if wrong else "Everything is well.",
        checks=checks,
        told=tuple(_told(each) for each in told),
        told_summary=_told_summary(told),
    )


def _check(text: str, problem: str | None, fine: str) -> Task:
    return (
        Task(text, "Look at this", hint=problem, colour="red") if problem else Task(text, "Well", hint=fine)
    )


def _late(overlooked: int) -> str:
    """Steps wait that a tick should have raised: the tick has stopped."""
    if not overlooked:
        return ""
    return (
        f"{counted(overlooked, 'request')} for advice had a step or a reminder due before today that was not raised. "
        "Run: goldenthread tick. Then see to it that it runs every day."
    )


def _neglected(letters: int, mails: int) -> str:
    """Nobody has completed, signed, posted or seen to these."""
    said = []
    if letters:
        verb = "waits" if letters == 1 else "wait"
        said.append(
            f"{counted(letters, 'letter')} {verb} for somebody for more than {TOO_LONG} working days. Open Letters, "
            "and ask whoever is named beside each."
        )
    if mails:
        verb = "is" if mails == 1 else "are"
        said.append(f"{counted(mails, 'mail')} {verb} past the day by which to see to it. Open Mail.")
    return " ".join(said)


def _held_back(contacts: Sequence[tuple[int, bool]]) -> str:
    """An area lets no letter go to a contact that was not checked in its time."""
    held = sum(is_held for _, is_held in contacts)
    if not held:
        return ""
    verb = "was" if held == 1 else "were"
    return (
        f"{counted(held, 'contact')} of services {verb} not checked within the time that the area sets: letters there "
        "are held back. The page of each service says when. Ask whether it is still read, and load a pack with the day."
    )


def _to_check(contacts: Sequence[tuple[int, bool]]) -> str:
    """No letter is held back: which contacts are old is told, and left to the area."""
    if not contacts:
        return "Each was checked within the last 90 days, or within the time that its area sets."
    verb = "is" if len(contacts) == 1 else "are"
    oldest = counted(max(days for days, _ in contacts), "day")
    return (
        f"{counted(len(contacts), 'contact')} of services {verb} to be checked, the oldest after {oldest}. "
        "Letters leave meanwhile. The page of each service says when it was checked."
    )


def _unreviewed(late: int) -> str:
    """Nobody has asked whether it was right to open these."""
    if not late:
        return ""
    verb = "waits" if late == 1 else "wait"
    return (
        f"{counted(late, 'emergency opening')} {verb} for review longer than {REVIEW_WITHIN} working days. "
        "Ask the privacy officer to review what is on the page Emergency openings."
    )


def _untold(openings: int) -> str:
    """No letter about these has left, or one that should have has not."""
    if not openings:
        return ""
    return (
        f"Of {counted(openings, 'emergency opening')} somebody was not told by letter. Tell the privacy officer by "
        "telephone, and see to it that the worker runs, that mail can leave, and that the area’s pack has a letter "
        "“emergency-opened” to mailboxes that are read."
    )


def _silent(letters: int) -> str:
    """Whoever carries them should have told within 72 hours, and has not."""
    if not letters:
        return ""
    verb = "was" if letters == 1 else "were"
    return (
        f"{counted(letters, 'letter')} {verb} sent more than 72 hours ago, and no word came of arrival. The single "
        "point of contact asks the recipients, from the page Letters."
    )


def _told_summary(told: Sequence[Told]) -> str:
    """You are told because you manage the area; how often, and what to do about it."""
    if not told:
        return ""
    waiting = sum(not each.is_reviewed for each in told)
    return (
        f"You are told of {counted(len(told), 'case')} of your area opened in an emergency; "
        f"{waiting or 'none'} of them not reviewed yet. The privacy officer knows more, by the reference."
    )


def _told(each: Told) -> str:
    state = "reviewed" if each.is_reviewed else "not reviewed yet"
    return f"Opening {each.reference}, {moment(each.opened_at)}: {state}."


def _last(last_raised_on: date | None) -> str:
    if last_raised_on is None:
        return "No step and no reminder has been due yet."
    return f"Nothing is overlooked. A step or a reminder was last raised on {day(last_raised_on)}."


def _marked(marked: int) -> str:
    if not marked:
        return "Every clock is reckoned."
    changed = counted(marked, "case")
    return f"{changed} changed since the clocks were last reckoned; whoever looks next sees them reckoned afresh."
