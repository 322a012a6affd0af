"""A colleague's child is not there for those who are not named: no stub, no count, no gap (A16, ADR 13).

Each page is read twice: before the case was ever opened, and while it is kept to named people. Both answers are equal.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.models import User
from goldenthread.cases.actions import restrict, share
from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Basis, Role
from tests.access.leaks import text

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)
PASSING = re.compile(r'name="(form_key|csrfmiddlewaretoken)" value="[^"]*"|\d{1,2}:\d\d[ap]m|found=[\w-]+')
"""What is new on each page: its keys, the minute at which it was counted, the search's token."""
COLLEAGUES = (
    Role.SPOC_MANAGER,
    Role.SEND_OFFICER,
    Role.TEAM_MANAGER,
    Role.HEAD_OF_SERVICE,
    Role.DESIGNATED_OFFICER,
)
LISTS = (
    "/?due=all",
    "/?due=open&sort=child",
    "/?due=seek",
    "/?due=unacknowledged",
    "/services/",
    "/worklist.csv?due=all",
    "/import/torbay/tracker.csv",
    "/month/torbay/2026-11/asked.csv",
)
EMBER = ("Ottermark", "GT/7", "Ember")


def as_read(person: User, story: Story) -> dict[str, str]:
    """Every list and file of somebody's, and what a search for the child shows, without what is new each time."""
    client = Client()
    client.force_login(person)
    service = reverse("desk:service", args=[story.cast.services["SLT"].pk])
    said = {address: client.get(address).content.decode() for address in (*LISTS, service)}
    for words in EMBER:
        found = client.post(reverse("desk:search"), {"search": words, "due": "all"}, follow=True)
        said[f"a search for {words}"] = found.content.decode()
    return {address: PASSING.sub("", each) for address, each in said.items()}


def colleagues_child(story: Story) -> Case:
    """Ember's, on which her mother's own service is asked; Alice alone works on it, and everybody else is kept out."""
    child = story.given_a_child("Ember", "Ottermark", school=story.cast.school)
    request = story.given_a_request(ON, child=child, reference="GT/7")
    story.given_advice_is_sought(ON, "SLT", "OT", request=request)
    cast = story.cast
    share(case=request.case, person=cast.spoc, basis=Basis.ADVICE, by=cast.spoc, on=ON)
    restrict(case=request.case, person=None, reason="conflict", by=cast.manager, on=ON)
    return request.case


def test_a_case_kept_to_named_people_reads_for_the_others_as_if_it_had_never_been(
    story: Story, today: date
) -> None:
    story.given_advice_is_sought(ON, "SLT", reference="GT/6")
    people = [story.cast.people[role] for role in COLLEAGUES]
    before = {person.pk: as_read(person, story) for person in people}
    case = colleagues_child(story)
    for person in people:
        now = as_read(person, story)
        assert [address for address, said in now.items() if said != before[person.pk][address]] == [], person
        assert is_absent(person, case), person
    assert EMBER[1] in as_read(story.cast.spoc, story)["/?due=all"]
    assert EMBER[1] in as_read(story.cast.spoc, story)["/import/torbay/tracker.csv"]


def is_absent(person: User, case: Case) -> bool:
    """By its address, its child's and its services'."""
    client: Any = Client()
    client.force_login(person)
    things = [("desk:case", case.pk), ("desk:child", case.child_id)]
    answers = [client.get(reverse(name, args=[id_])) for name, id_ in things]
    return all(answer.status_code == 404 and EMBER[0] not in text(answer) for answer in answers)
