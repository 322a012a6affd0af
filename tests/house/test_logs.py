"""Everything that a manager can open or send is walked through: the log then holds nobody's name."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from goldenthread.config.test_logs import Kept, log
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.people.models import Carer, Child
from tests.house.walking import TODAY, addresses, lived

__all__ = ["log"]


@pytest.mark.django_db
def test_no_line_of_a_whole_walk_holds_a_name(
    client: Client, cast: Cast, story: Story, log: Kept, monkeypatch: Any
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", TODAY.isoformat())
    things = lived(cast, story)
    typed = {"search": "Wren", "forename": "Wren", "surname": "Rowe", "remark": "Wren Rowe telephoned"}
    client.force_login(cast.manager)
    for _, address in addresses(things):
        client.get(address, {"search": "Wren", "next": "/Wren"})
        if "sign-out" not in address:
            client.post(address, typed)
    names = {cast.manager.name, cast.manager.email, cast.area.name, *_children_and_carers()}
    assert len(log.lines()) > 60
    assert {line["route"] for line in log.lines()} >= {"desk:worklist", "people:amend", "tracker:preview"}
    assert [name for name in names if name in log.getvalue()] == []


def _children_and_carers() -> set[str]:
    about = [(child.forename, child.surname, child.nhs_number) for child in Child.objects.all()]
    about += [(carer.name, carer.email, carer.phone) for carer in Carer.objects.all()]
    return {word for words in about for word in words if word}
