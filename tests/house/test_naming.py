"""One verb, four places: the fact and the page of an action bear its name."""

from __future__ import annotations

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from goldenthread.audit.action import DEEDS
from tests.house import scenes

# The verbs whose past is not made by -ed.
PAST = {
    "seek": "Sought",
    "refer": "Referred",
    "withdraw": "Withdrawn",
    "import": "Imported",
    "hold": "Held",
    "send": "Sent",
}

# Actions whose fact has another verb, each with the reason.
OTHER_FACT = {
    "post.complete": "what is completed is a letter; what it says is that an escalation was answered",
    "post.confirm": "what its recipient misses counts as a letter that came back: LetterReturned",
    "deadlines.tick": "time passing has no verb of its own: what it does is raise reminders and steps",
    "advice.answer": "the advice is recorded: AdviceRecorded, whoever wrote it and how",
    "advice.take_back": "each row that is taken in is a deed of its own, with its own fact",
    "advice.unfile": "a mail is taken off its case; the advice recorded from it is struck out: FactCorrected",
    "advice.hand_in": "the advice is recorded: AdviceRecorded, whoever brought it",
}

# Actions that leave a fact and have no page of their own name, each with the reason.
OTHER_PAGE = {
    "deadlines.tick": "nobody does it: the command tick and the worker do",
    "post.send": "nobody does it: the worker does",
    "post.return": "nobody does it: the worker does, when it hears that a letter was not delivered",
    "post.send_before": "nobody does it: the command restore --compared --sent does",
    "intake.receive_child": "on the page of receive, where the child is not chosen but described",
}

LEAVING = sorted(name for name in scenes.SCENES if DEEDS[name].leaves)


def past(verb: str) -> str:
    """The verb as a fact says it: acknowledge, Acknowledged."""
    return PAST.get(verb) or verb.capitalize() + ("d" if verb.endswith("e") else "ed")


def routes(resolver: URLResolver | None = None, app: str = "") -> set[str]:
    found: set[str] = set()
    for route in (resolver or get_resolver()).url_patterns:
        if isinstance(route, URLResolver):
            found |= routes(route, route.app_name or app)
        elif isinstance(route, URLPattern) and route.name:
            found.add(f"{app}.{route.name}" if app else route.name)
    return found


@pytest.mark.parametrize("name", [name for name in LEAVING if name not in OTHER_FACT])
def test_an_action_leaves_a_fact_of_its_own_verb(name: str) -> None:
    verb = name.split(".")[1].split("_")[0]
    assert past(verb) in {re.findall("[A-Z][a-z]+", kind)[-1] for kind in DEEDS[name].leaves}


@pytest.mark.parametrize("name", [name for name in LEAVING if name not in OTHER_PAGE])
def test_an_action_that_leaves_a_fact_has_a_page_of_its_name(name: str) -> None:
    assert name in routes()


def test_an_exception_is_still_one() -> None:
    assert set(OTHER_FACT) | set(OTHER_PAGE) <= set(LEAVING)
    assert not set(OTHER_PAGE) & routes()
