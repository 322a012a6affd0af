"""NHS MESH: a letter as one message to the recipient's mailbox, where their own system or people collect it.

The message's local id is the letter's id with the moment at which it was queued: the same at each attempt, another when
somebody sends the letter anew. Before a letter is given, MESH is asked whether it has a message of that id from us.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

import requests
from django.conf import settings
from mesh_client import MeshClient

from goldenthread.post.channels.http import SECONDS, outcome_of, outcome_of_status
from goldenthread.post.channels.letter import Awaited, CameBack, Claimed, Sent, answers_to, clean, said
from goldenthread.rules.sending import Outcome

TAKEN = "Taken by MESH as "
COLLECTED = "acknowledged"
"""Where a message has come to that its recipient has collected."""

SEVERAL = 300
"""What MESH answers where it has more than one message of a local id."""


class Mailbox(MeshClient):
    """Our own mailbox, with the one question that the client lacks. It never tries again by itself: the outbox does."""

    def __init__(self) -> None:
        told = settings.MESH
        try:
            super().__init__(
                told["url"], told["mailbox"], told["password"], shared_key=told["shared_key"].encode(),
                cert=(told["certificate"], told["key"]) if told["certificate"] else None, max_retries=0,
                timeout=SECONDS, application_name="goldenthread",
            )  # fmt: skip
        except OSError:  # our own certificate cannot be read
            self.close()  # type: ignore[no-untyped-call]
            raise

    def found(self, local_id: str) -> str:
        """The message that was sent under this id; empty where there is none."""
        answer = self._session.get(
            f"{self.mailbox_url}/outbox/tracking/{quote(local_id)}", timeout=self._timeout
        )
        if answer.status_code == SEVERAL:
            return local_id
        if outcome_of_status(answer.status_code) is Outcome.REFUSED:  # not found, in whichever way
            return ""
        answer.raise_for_status()
        return str(answer.json()["messageId"])


def hand_over(claimed: Claimed, *, at: datetime) -> Sent:
    """One message, unless it is there already: from an attempt whose end nobody saw, or from before a restore."""
    try:
        opened = Mailbox()
    except OSError as problem:
        return Sent(Outcome.LATER, said(problem))
    with opened as mailbox:
        try:
            found = mailbox.found(local_id(claimed))
        except (requests.RequestException, KeyError) as problem:  # nothing was given
            return Sent(Outcome.LATER, said(problem))
        if found:
            return Sent(Outcome.ACCEPTED, taken_as(found), is_followed=True)
        try:
            return _give(mailbox, claimed)
        except requests.RequestException as problem:
            return Sent(outcome_of(problem), said(problem))


def local_id(claimed: Claimed) -> str:
    """Our name for the message."""
    return f"{claimed.message}.{int(claimed.queued.timestamp())}"


def news(tell: Callable[[CameBack], bool]) -> int:
    """Tell which messages nobody collected: MESH puts a report into our own mailbox. How many.

    A report is acknowledged, and so leaves the mailbox, once it was told; one about no letter of ours stays for others.
    """
    count = 0
    with Mailbox() as mailbox:
        for id_ in list(mailbox.iterate_message_ids()):
            message = mailbox.retrieve_message(id_)
            told = _report(message)
            message.close()
            if told and tell(told):
                mailbox.acknowledge_message(id_)
                count += 1
    return count


def arrived(awaited: Iterable[Awaited]) -> list[Awaited]:
    """Those of these letters that MESH took, and whose recipient has collected them."""
    with Mailbox() as mailbox:
        return [
            each
            for each in awaited
            if each.taken_as.startswith(TAKEN) and _stands(mailbox, each).lower() == COLLECTED
        ]


def _stands(mailbox: Mailbox, awaited: Awaited) -> str:
    """Where a message has come to; nowhere where MESH knows it no longer."""
    try:
        return mailbox.track_message(awaited.taken_as.removeprefix(TAKEN))["status"] or ""
    except requests.HTTPError as problem:
        if (
            problem.response is not None
            and outcome_of_status(problem.response.status_code) is Outcome.REFUSED
        ):
            return ""
        raise


def _report(message: Any) -> CameBack | None:
    """A report that a message of ours was not delivered; None for whatever else is in the mailbox."""
    if message.message_type != "REPORT" or message.mex_header("statussuccess") == "SUCCESS":
        return None
    try:
        letter = UUID((message.local_id or "").partition(".")[0])
    except ValueError:
        return None
    said = clean(message.mex_header("statusdescription") or "")
    why = f"Nobody has collected it from the MESH mailbox. MESH says: {said}"
    return CameBack(letter, taken_as(message.mex_header("linkedmsgid") or ""), why)


def taken_as(message: str) -> str:
    """The last word of a letter that MESH took: by it a report of its delivery is known for its own."""
    return f"{TAKEN}{message}"


def _give(mailbox: Mailbox, claimed: Claimed) -> Sent:
    answer = mailbox.send_chunk(
        claimed.to_address, text(claimed), 1, 1, workflow_id=settings.MESH["workflow"],
        local_id=local_id(claimed), subject=clean(claimed.subject).encode("ascii", "replace").decode(),
        filename=f"{claimed.message}.txt", content_type="text/plain; charset=utf-8",
    )  # fmt: skip
    outcome = outcome_of_status(answer.status_code)
    if outcome is not Outcome.ACCEPTED:
        return Sent(outcome, clean(f"MESH: {answer.status_code} {answer.text}")[:300])
    try:
        return Sent(outcome, taken_as(str(answer.json()["message_id"])), is_followed=True)
    except (ValueError, KeyError) as problem:
        return Sent(Outcome.LOST, said(problem))


def text(claimed: Claimed) -> bytes:
    """The letter as a file that a person can open: what it is about, from whom, its words, and where answers go."""
    head = f"{clean(claimed.subject)}\n{clean(claimed.sender_name)} to {clean(claimed.to_name)}"
    foot = f"Please answer to {answers_to(claimed.message_id)}"
    return f"{head}\n\n{claimed.text.rstrip()}\n\n{foot}\n".encode()
