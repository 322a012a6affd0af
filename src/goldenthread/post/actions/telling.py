"""What a case's timeline is told of a letter. A service's list is about no single case: the audit alone has it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.cases.append import append
from goldenthread.cases.models import Case
from goldenthread.post.models import Message
from goldenthread.rules.facts import Kind


def stand(message: Message, kind: Kind, by: User, on: date) -> None:
    """What became of a letter stands on its case's timeline; of a list or an emergency, in the audit alone."""
    if message.case is not None and message.emergency_id is None:
        append(case=message.case, kind=kind, on=on, by=by, about=message.about, details=told(message))


def of_one_case(message: Message) -> Case:
    """The case that a letter is about, which its sender completes."""
    if message.case is None:
        raise PermissionDenied("This letter is about no single case: nobody completes it.")
    return message.case


def told(message: Message) -> dict[str, object]:
    """What the timeline keeps of a letter that left."""
    return {
        "template": message.template, "step": message.step, "recipient": message.recipient,
        "copy": message.is_copy, "message": str(message.pk),
    }  # fmt: skip
