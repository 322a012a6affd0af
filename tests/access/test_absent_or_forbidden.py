"""Nobody learns from an answer that something is there which they may not see (A04).

Each route about a case, a child, a request and so on is asked twice: for a thing that is there and shut to whoever
asks, and for one that is not there at all. Status, headers and body are equal, and so is the number of questions that
the database is asked. A run asks one pair in forty-one, a long run each of them.

Not claimed: that both take the same time to the microsecond. Clocks on a shared machine do not tell, and a test that
fails by chance is believed by nobody; equal questions to the database are what is held instead. Not claimed either:
that whoever may invite people, or let them into a case, cannot tell whether an address has an account; they must.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.actions import close, give_link, invite
from goldenthread.rules.access import Role
from tests.access.asking import ANYONE, OF_A_CASE, OF_AN_AREA, asked, browsers
from tests.access.expected import Row, rows
from tests.access.world import RECEIVED, RELATIONS, World
from tests.house.test_routes import routes

pytestmark = pytest.mark.django_db

PASSING = re.compile(
    r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|nowhere|cheshire-east'
)
ONCE_ONLY = {"X-Request-Id", "Content-Length", "Expires"}
OF_THE_ACCESS = {"relation_id", "restriction_id", "emergency_id"}
SHARE = 67
"""A prime, so that no role, relation or method is left out in turn."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing that is there and shut, and one that is not, asked for in the same way."""

    name: str
    relation: str
    role: str
    method: str
    there: str
    nowhere: str


@pytest.fixture(autouse=True)
def seen_lately(monkeypatch: pytest.MonkeyPatch) -> None:
    """That somebody is still there is noted once a minute: one question more, whatever was asked for."""
    monkeypatch.setattr("goldenthread.accounts.queries.sessions.FRESH", timedelta(days=1))


def pairs(world: World) -> Iterator[Pair]:
    """Every route, relation and role of which the reviewed matrix says absent; of another area, refused too."""
    table, roles = rows(), [role.value for role in world.people]
    besides = of_the_access(world)
    for name, route in routes():
        keys = set(route.pattern.converters) - set(route.default_args)
        for relation in relations(keys):
            things = {**world.things(relation), **besides}
            there, nowhere = ({**each, **route.default_args} for each in (things, gone(things)))
            for role in roles:
                if is_shut(table, name, relation, role):
                    both = [
                        reverse(
                            name,
                            kwargs={key: each[key] for key in route.pattern.converters} | route.default_args,
                        )
                        for each in (there, nowhere)
                    ]
                    yield from (Pair(name, relation, role, method, *both) for method in ("GET", "POST"))


def relations(keys: set[str]) -> tuple[str, ...]:
    if keys & OF_A_CASE:
        return RELATIONS
    return ("other",) if keys & (OF_AN_AREA | OF_THE_ACCESS) else ()


def is_shut(table: list[Row], name: str, relation: str, role: str) -> bool:
    read = next(row for row in table if row.fits(name, relation, role)).read
    return read in ("absent", "elsewhere") or (read == "refused" and relation == "other")


def gone(things: dict[str, Any]) -> dict[str, Any]:
    """The same names with ids and codes that nothing has."""
    return {
        name: uuid4() if isinstance(it, UUID) else "nowhere" if name in ("code", "area") else it
        for name, it in things.items()
    }


def of_the_access(world: World) -> dict[str, UUID]:
    """A relation, a restriction and an emergency of the other area."""
    things = world.things("other")
    return {name: things[name] for name in ("relation_id", "restriction_id", "emergency_id")}


def said(answer: HttpResponse) -> tuple[int, dict[str, str], str]:
    """An answer without what differs between any two, or names what was asked for."""
    headers = {
        name: PASSING.sub("", value) for name, value in answer.headers.items() if name not in ONCE_ONLY
    }
    return answer.status_code, headers, PASSING.sub("", answer.content.decode())


def differs(browser: Client, pair: Pair) -> bool:
    found = []
    for address in (pair.there, pair.nowhere):
        questions = Counting()
        with connection.execute_wrapper(questions):
            found.append((said(asked(browser, pair.method, address)), questions.asked))
    return found[0] != found[1]


class Counting:
    """How many statements the database was given."""

    asked = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        self.asked += 1
        return execute(*args)


def test_a_share_of_what_is_shut_answers_as_what_is_shut(world: World) -> None:
    people, every = browsers(world), list(pairs(world))
    some = every[::SHARE]
    assert [pair for pair in some if differs(people[pair.role], pair)] == []
    assert len(every) >= PAIRS
    nobody = people[ANYONE]
    assert not [pair for pair in some[::9] if differs(nobody, pair)]
    assert_addresses_tell_nothing(world)


@pytest.mark.long
def test_all_that_is_shut_answers_as_what_is_shut(world: World) -> None:
    people = browsers(world)
    assert [pair for pair in pairs(world) if differs(people[pair.role], pair)] == []


def assert_addresses_tell_nothing(world: World) -> None:
    """Signing in, a personal link, a search and an emergency: somebody's or something's, and nobody's or nothing's."""
    cast = world.cast
    by: dict[str, Any] = {"by": cast.manager, "on": RECEIVED}
    newcomer = invite(email="new@torbay.example", name="Nia Bolt", password=None, **by)
    close(user=world.people[Role.SENCO], **by)
    known = [cast.spoc.email, newcomer.email, world.people[Role.SENCO].email, cast.tick.email]
    told = {sign_in(email) for email in (*known, "nobody@torbay.example")}
    assert len(told) == 1
    give_link(user=newcomer, **by)
    close(user=newcomer, **by)
    assert linked(give_link(user=cast.officer, **by)) != linked("no-link-of-anybodys")
    words = [world.cases["other"].case.reference, world.cases["restricted"].case.reference, "GT/Zinnia/1"]
    for route, field in (
        (reverse("desk:search"), "search"),
        (reverse("cases:open_in_emergency"), "found_by"),
    ):
        assert len({found(world, route, field, each) for each in words}) == 1, route


def sign_in(email: str) -> tuple[int, str, str]:
    answer = Client().post("/sign-in/", {"email": email, "password": "not the password"})
    status, headers, body = said(answer)
    return status, str(sorted(headers.items())), body.replace(email, "")


def linked(token: str) -> tuple[int, str]:
    answer = Client().get(reverse("accounts:open_link", args=[token]), follow=True)
    return answer.status_code, PASSING.sub("", answer.content.decode())


def found(world: World, route: str, field: str, words: str) -> str:
    """What a team's manager is told who types this; not named on the one case, and of another area than the other."""
    client = browsers(world)[Role.TEAM_MANAGER.value]
    typed = {field: words, "reason": "harm", "words": "She came to the ward tonight.", "due": "all"}
    answer = client.post(route, typed, follow=True)
    return re.sub(r"found=[\w-]+|\d+:\d\d[ap]m", "", PASSING.sub("", answer.content.decode())).replace(
        words, ""
    )


PAIRS = 2_900
"""So many at least: what is there and shut, against what is not there. Each new route adds its own."""
