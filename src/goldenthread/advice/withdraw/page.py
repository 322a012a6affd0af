"""What the page says on which a service is no longer asked."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.post.letters import announced
from goldenthread.rules.occasions import Occasion, sending


def is_written_to(asked: Asked) -> bool:
    """Whether a letter tells the service."""
    return sending(asked.pack, Occasion.NO_LONGER_ASKED) is not None


def withdraw(asked: Asked) -> Deed:
    """Ask why; say which clock ends."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Withdraw the request to {asked.service}",
        button="Withdraw the request",
        intro=f"You are recording that {asked.service} is no longer asked for advice on {asked.child}. Its clock "
        "ends and nobody chases it. A child who is not known to the service, or who waits on its list, is no reason to "
        f"withdraw: find another route to the advice. {announced(asked.pack, Occasion.NO_LONGER_ASKED)}".rstrip(),
    )
