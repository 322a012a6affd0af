"""GOV.UK Notify: mail and letters on paper through the government's own service.

Its templates hold two merge fields, `subject` and `body`, which hold no particulars of a child. What it was given it
finds again by our Message-ID, the reference of a notification: before anything is given twice, that is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import requests
from django.conf import settings
from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from goldenthread.inbox.queries.triage import keys
from goldenthread.post.channels.http import SECONDS, outcome_of, outcome_of_status
from goldenthread.post.channels.letter import Awaited, CameBack, Claimed, Sent, answers_to, clean
from goldenthread.rules.channels import Channel
from goldenthread.rules.refusals import Refused
from goldenthread.rules.reply import letters_named
from goldenthread.rules.sending import Outcome

NAME = "GOV.UK Notify"
TAKEN = f"Taken by {NAME} as "
CAME_BACK: Mapping[str, str] = {
    "permanent-failure": "There is no such mailbox or address.",
    "temporary-failure": "The mailbox was full, or its mail server could not be reached, for three days.",
    "technical-failure": "It could not be handed on.",
    "validation-failed": "It cannot be printed as it is.",
    "virus-scan-failed": "It cannot be printed as it is.",
    "cancelled": "Somebody cancelled it there.",
}
"""Where a notification ends that reached nobody, and why: such a one does not stand for the letter."""

ARRIVED = ("delivered", "received")
"""Where a notification ends that arrived: a mail was delivered, a letter on paper was printed and is with the post."""

LINES = 7
"""Lines of an address that a letter has room for, the name as the first."""


def hand_over(claimed: Claimed, *, at: datetime) -> Sent:
    """One notification, unless it is there already: from an attempt whose end nobody saw, or from before a restore."""
    with client() as to:
        try:
            found = _found(to, claimed)
        except APIError as problem:  # nothing was given
            return Sent(Outcome.LATER, _said(problem))
        try:
            taken = taken_as(found or str(_give(to, claimed)["id"]))
            return Sent(Outcome.ACCEPTED, taken, is_followed=True)
        except InvalidResponse as problem:
            return Sent(Outcome.LOST, _said(problem))
        except APIError as problem:
            return Sent(_outcome(problem), _said(problem))


@contextmanager
def client() -> Iterator[Any]:
    """One conversation: the client is not for several threads."""
    made: Any = NotificationsAPIClient(  # type: ignore[no-untyped-call]
        settings.NOTIFY["key"], base_url=settings.NOTIFY["url"], timeout=SECONDS
    )
    try:
        yield made
    finally:
        made.request_session.close()


def taken_as(notification: str) -> str:
    """The last word of a letter that Notify took: by it news of this delivery is told from that of an earlier one."""
    return f"{TAKEN}{notification}"


def news(tell: Callable[[CameBack], bool]) -> int:
    """Tell which notifications of the last days reached nobody: Notify keeps that, and sends no notice. How many."""
    with client() as to:
        try:
            rows = list(to.get_all_notifications_iterator(status="failed"))
        except APIError as problem:
            raise Refused(f"No news of letters can be had. {_said(problem)}") from problem
    named = ((row, letters_named([row["reference"] or ""], keys())) for row in rows)
    return sum(
        tell(
            CameBack(letter, taken_as(str(row["id"])), f"{CAME_BACK.get(row['status'], '')} {NAME} says so.")
        )
        for row, letters in named
        for letter in letters
    )


def arrived(awaited: Iterable[Awaited]) -> list[Awaited]:
    """Those of these letters that Notify took, and says are there."""
    with client() as to:
        return [each for each in awaited if each.taken_as.startswith(TAKEN) and _stands(to, each) in ARRIVED]


def _stands(to: Any, awaited: Awaited) -> str:
    """Where a notification has come to; nowhere where Notify keeps it no longer."""
    try:
        return str(to.get_notification_by_id(awaited.taken_as.removeprefix(TAKEN))["status"])
    except APIError as problem:
        if _outcome(problem) is Outcome.REFUSED:
            return ""
        raise Refused(f"No news of letters can be had. {_said(problem)}") from problem


def _found(to: Any, claimed: Claimed) -> str | None:
    """The notification that stands for the letter: not one that came back or is missing, nor to another address."""
    rows = to.get_all_notifications(reference=claimed.message_id)["notifications"]
    return next((str(row["id"]) for row in rows if _stands_for(row, claimed)), None)


def _stands_for(row: Mapping[str, Any], claimed: Claimed) -> bool:
    is_there = row["status"] not in CAME_BACK and taken_as(str(row["id"])) not in claimed.before
    is_to = claimed.channel is not Channel.MAIL or row.get("email_address") == claimed.to_address
    return is_there and is_to


def _give(to: Any, claimed: Claimed) -> Any:
    words = {"subject": clean(claimed.subject), "body": claimed.text}
    if claimed.channel is Channel.PRINT:
        lines = [claimed.to_name, *claimed.to_address.splitlines()][:LINES]
        address = {f"address_line_{number}": line for number, line in enumerate(lines, 1)}
        return to.send_letter_notification(
            settings.NOTIFY["letter"], {**words, **address}, reference=claimed.message_id
        )
    answers = f"Please answer to {answers_to(claimed.message_id)}"
    return to.send_email_notification(
        claimed.to_address,
        settings.NOTIFY["mail"],
        personalisation={**words, "body": f"{claimed.text.rstrip()}\n\n{answers}"},
        reference=claimed.message_id,
        email_reply_to_id=settings.NOTIFY["reply_to"] or None,
    )


def _outcome(problem: APIError) -> Outcome:
    if isinstance(problem.__cause__, requests.RequestException):
        return outcome_of(problem.__cause__)
    return outcome_of_status(problem.status_code)


def _said(problem: APIError) -> str:
    """The service's own sentences where it answered, else what broke."""
    if problem.response is None:
        return clean(f"{NAME}: {problem.__cause__ or problem}")[:300]
    told = problem.message
    words = (
        "; ".join(str(each.get("message", each)) for each in told) if isinstance(told, list) else str(told)
    )
    return clean(f"{NAME}: {problem.status_code} {words}")[:300]
