"""Everything that a manager can open or send is walked through: the log then holds nobody's name.

An ordinary run opens every other address, and sends the others what was typed.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.template.backends.jinja2 import Template
from django.test import Client

from conftest import LONG
from goldenthread.config.test_logs import Kept, log
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.people.models import Carer, Child
from tests.house.walking import TODAY, addresses, lived

__all__ = ["log"]

ERRORS = "desk/errors/page.jinja"


@pytest.mark.django_db
def test_no_line_of_a_whole_walk_holds_a_name(
    client: Client, cast: Cast, story: Story, log: Kept, monkeypatch: Any
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", TODAY.isoformat())
    things = lived(cast, story)
    typed = {"search": "Wren", "forename": "Wren", "surname": "Rowe", "remark": "Wren Rowe telephoned"}
    client.force_login(cast.manager)
    for turn, (_, address) in enumerate(addresses(things)):
        if LONG or turn % 2:
            client.get(address, {"search": "Wren", "next": "/Wren"})
        if (LONG or not turn % 2) and "sign-out" not in address:
            client.post(address, typed)
    names = {cast.manager.name, cast.manager.email, cast.area.name, *_children_and_carers()}
    assert len(log.lines()) > 60
    assert {line["route"] for line in log.lines()} >= {"desk:worklist", "people:amend", "tracker:preview"}
    assert [name for name in names if name in log.getvalue()] == []


@pytest.mark.django_db
def test_a_page_that_fails_with_a_child_in_its_hands_tells_nobody_of_the_child(
    client: Client, cast: Cast, story: Story, log: Kept, monkeypatch: Any
) -> None:
    """Every page fails where it is drawn, with all that it would have shown in the error's message (D10)."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", TODAY.isoformat())
    things = lived(cast, story)
    client.force_login(cast.manager)
    drawn = Template.render

    def fails(template: Template, context: Any = None, request: Any = None) -> str:
        if template.template.name == ERRORS:
            return drawn(template, context, request)
        raise ValueError(repr(context))

    monkeypatch.setattr(Template, "render", fails)
    client.raise_request_exception = False
    answers = {name: client.get(address) for name, address in addresses(things)}
    failed = {name: answer for name, answer in answers.items() if answer.status_code == 500}
    assert len(failed) > 20
    told = log.getvalue() + "".join(answer.content.decode() for answer in failed.values())
    assert [name for name in _children_and_carers() if name in told] == []
    assert all(answer["X-Request-Id"] in answer.content.decode() for answer in failed.values())


def _children_and_carers() -> set[str]:
    about = [(child.forename, child.surname, child.nhs_number) for child in Child.objects.all()]
    about += [(carer.name, carer.email, carer.phone) for carer in Carer.objects.all()]
    return {word for words in about for word in words if word}
