"""Every way in which access ends here, and everything of somebody's that is still alive when it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.actions import (
    accept,
    change_password,
    close,
    give_link,
    join,
    keep,
    leave,
    revoke,
)
from goldenthread.accounts.models import Invitation, Membership, Session, User
from goldenthread.cases.actions import open_in_emergency, restrict, share, unshare
from goldenthread.cases.models import Fact, Relation
from goldenthread.demo.area import PASSWORD
from goldenthread.demo.phone import code, secret_of
from goldenthread.directory.models import AreaOrganisation
from goldenthread.directory.queries import organisation
from goldenthread.rules.access import Basis, Role
from tests.access.leaks import text
from tests.access.world import About, World

ANOTHER = "another sentence altogether"
Deed = Callable[["World", User, About], object]


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which somebody loses a case. `kind`: "access", or "session" where they may sign in again."""

    name: str
    role: Role
    relation: str
    end: Deed
    kind: str = "access"
    before: Deed | None = None


def database_today() -> date:
    """The day by which memberships and relations end."""
    with connection.cursor() as cursor:
        cursor.execute("select london_today()")
        found: date = cursor.fetchone()[0]
    return found


def yesterday() -> date:
    return database_today() - timedelta(days=1)


def end_roles(world: World, person: User, about: About) -> None:
    for membership in Membership.objects.filter(user=person):
        leave(membership=membership, by=world.cast.manager, on=yesterday())


def last_day_passes(world: World, person: User, about: About) -> None:
    """The role was given until a day, and that day is over: nobody does anything."""
    Membership.objects.filter(user=person).update(ends_on=yesterday())


def to_another_service(world: World, person: User, about: About) -> None:
    held = Membership.objects.get(user=person)
    leave(membership=held, by=world.cast.manager, on=yesterday())
    service = world.cast.services["PHN"]
    given: dict[str, Any] = {"organisation": service.provider, "role": Role(held.role), "service": service}
    join(user=person, **given, by=world.cast.manager, on=database_today())


def to_another_council(world: World, person: User, about: About) -> None:
    held = Membership.objects.get(user=person)
    leave(membership=held, by=world.cast.manager, on=yesterday())
    given: dict[str, Any] = {"organisation": organisation("devon-council"), "role": Role(held.role)}
    join(user=person, **given, by=world.cast.manager, on=database_today())


def body_leaves(world: World, person: User, about: About) -> None:
    """The area's pack names their organisation no more."""
    AreaOrganisation.objects.filter(organisation__memberships__user=person, area=world.cast.area).delete()


def end_relation(world: World, person: User, about: About) -> None:
    for relation in Relation.objects.filter(case=about.case, person=person):
        unshare(relation=relation, by=world.cast.spoc, on=database_today())


def relation_passes(world: World, person: User, about: About) -> None:
    Relation.objects.filter(case=about.case, person=person).update(ends_on=yesterday())


def open_for_an_hour(world: World, person: User, about: About) -> None:
    words = {"reason": "harm", "words": "She came to the ward tonight."}
    open_in_emergency(found_by=about.case.reference, **words, by=person, on=database_today())


def hour_passes(world: World, person: User, about: About) -> None:
    Relation.objects.filter(case=about.case, person=person).update(open_until=Now())


def keep_out(world: World, person: User, about: About) -> None:
    out: dict[str, Any] = {"person": person, "reason": "conflict"}
    restrict(case=about.case, **out, by=world.cast.manager, on=database_today())


def keep_to_the_named(world: World, person: User, about: About) -> None:
    if person != world.cast.spoc:
        share(
            case=about.case,
            person=world.cast.spoc,
            basis=Basis.ADVICE,
            by=world.cast.spoc,
            on=database_today(),
        )
    restrict(case=about.case, person=None, reason="safeguarding", by=world.cast.manager, on=database_today())


def change_elsewhere(world: World, person: User, about: About) -> None:
    change_password(user=person, password=ANOTHER, by=person, on=database_today())


def use_a_link(world: World, person: User, about: About) -> None:
    give_link(user=person, by=world.cast.manager, on=database_today())
    link = Invitation.objects.get(user=person)
    accept(invitation=link, password=ANOTHER, by=person, on=database_today())


def sit_idle(world: World, person: User, about: About) -> None:
    Session.objects.filter(by=person).update(seen_at=Now() - timedelta(minutes=31))


def sit_long(world: World, person: User, about: About) -> None:
    Session.objects.filter(by=person).update(begun_at=Now() - timedelta(hours=13))


def do_nothing(world: World, person: User, about: About) -> None:
    """The control."""


def close_account(world: World, person: User, about: About) -> None:
    close(user=person, by=world.cast.manager, on=database_today())


def end_sessions(world: World, person: User, about: About) -> None:
    revoke(user=person, by=world.cast.manager, on=database_today())


SPOC, OFFICER, THERAPIST, LEAD, PARENT, WORKER = (
    Role.SPOC_ADMINISTRATOR, Role.SEND_OFFICER, Role.HEALTH_PRACTITIONER, Role.TEAM_MANAGER, Role.PARENT,
    Role.SOCIAL_WORKER,
)  # fmt: skip
WAYS = (
    Way("the role was ended", SPOC, "own", end_roles),
    Way("the role was ended", THERAPIST, "service", end_roles),
    Way("the role was ended", PARENT, "own", end_roles),
    Way("the last day of the role is past", OFFICER, "own", last_day_passes),
    Way("they moved to another service", THERAPIST, "service", to_another_service),
    Way("they moved to another council", OFFICER, "own", to_another_council),
    Way("their organisation has no part in the area any more", SPOC, "own", body_leaves),
    Way("the account was closed", SPOC, "own", close_account),
    Way("the account was closed", PARENT, "own", close_account),
    Way("the relation was ended", SPOC, "restricted", end_relation),
    Way("the relation was ended", WORKER, "own", end_relation),
    Way("the relation was ended", PARENT, "own", end_relation),
    Way("the last day of the relation is past", SPOC, "restricted", relation_passes),
    Way("the last day of the relation is past", PARENT, "own", relation_passes),
    Way("the hour of an emergency is over", LEAD, "organisation", hour_passes, before=open_for_an_hour),
    Way("they are kept out", SPOC, "own", keep_out),
    Way("they are kept out", LEAD, "service", keep_out),
    Way("they are kept out", PARENT, "own", keep_out),
    Way("the case is kept to named people", OFFICER, "own", keep_to_the_named),
    Way("the case is kept to named people", LEAD, "service", keep_to_the_named),
    Way("their sessions were ended", SPOC, "own", end_sessions, "session"),
    Way("the password was changed elsewhere", SPOC, "own", change_elsewhere, "password"),
    Way("a personal link was used elsewhere", SPOC, "own", use_a_link, "password"),
    Way("nothing was done for half an hour", SPOC, "own", sit_idle, "session"),
    Way("the working day is over", SPOC, "own", sit_long, "session"),
)
THINGS = (
    "the case's page", "the child's page", "a list", "a search that found it", "a list to take away",
    "the tracker to take away", "a document's file", "a form kept since yesterday", "a form that is open",
    "a sign-in half done", "signing in anew", "a personal link",
)  # fmt: skip
NEW_SESSION = {"signing in anew", "a sign-in half done", "a personal link"}
"""What may go on where only a session has ended; and a personal link where the password was changed."""


class Alive:
    """What somebody had open before; each is asked afterwards whether it still shows them the case."""

    def __init__(self, person: User, about: About, by: User) -> None:
        self.person, self.about = person, about
        self.reference, self.case = about.case.reference, str(about.case.pk)
        self.client, self.half = Client(), Client()
        self.client.force_login(person)
        self.half.post("/sign-in/", {"email": person.email, "password": PASSWORD})
        found = self.client.post(reverse("desk:search"), {"search": about.case.child.surname, "due": "all"})
        self.found = found.headers.get("Location", "/nothing")
        self.advice = about.things["advice_id"]
        self.form = reverse(
            "advice:acknowledge" if person.memberships.filter(service__isnull=False) else "advice:chase",
            args=[self.advice],
        )
        typed = {"on": ["2026-11-20"], "remark": ["Half a sentence"]}
        kept = keep(user=person, path=self.form, typed=typed, by=person, on=database_today())
        self.kept = f"{self.form}?kept={kept.pk}"
        self.link = reverse("accounts:open_link", args=[give_link(user=person, by=by, on=database_today())])

    def things(self) -> dict[str, Callable[[], bool]]:
        """By name, in an order in which none disturbs the next: what signs in comes last."""
        child, tracker = (
            reverse("desk:child", args=[self.about.case.child_id]),
            f"{self.about.case.area.code}/tracker.csv",
        )
        lives: tuple[Callable[[], bool], ...] = (
            lambda: self._shows(reverse("desk:case", args=[self.case])),
            lambda: self._is_there(child),
            lambda: self._shows("/?due=all"),
            lambda: self._shows(self.found),
            lambda: self._shows("/worklist.csv?due=all"),
            lambda: self._shows(f"/import/{tracker}"),
            lambda: self._is_there(reverse("documents:download", args=[self.about.things["version_id"]])),
            lambda: self._is_there(self.kept),
            self._sends,
            lambda: self._reads(self._second(self.half)),
            lambda: self._reads(self._second(self._first(PASSWORD))),
            lambda: self._reads(self._second(self._by_link())),
        )
        return dict(zip(THINGS, lives, strict=True))

    def _shows(self, address: str) -> bool:
        return self.reference in text(self.client.get(address))

    def _is_there(self, address: str) -> bool:
        return self.client.get(address).status_code == 200

    def _sends(self) -> bool:
        """Sent as it stood open; whether anything came of it."""
        before = Fact.objects.filter(case=self.case).count()
        self.client.post(self.form, {"on": "2026-11-20", "remark": "It was said."})
        return Fact.objects.filter(case=self.case).count() > before

    def _first(self, password: str) -> Client:
        client = Client()
        client.post("/sign-in/", {"email": self.person.email, "password": password})
        return client

    def _by_link(self) -> Client:
        client = Client()
        client.get(self.link)
        client.post("/welcome/", {"new_password": "quite another phrase"})
        return client

    def _second(self, client: Client) -> Client:
        """The app's code, of a period in which none was used."""
        for app in self.person.authenticator_set.filter(type="totp"):
            app.data.pop("spent", None)
            app.save()
        client.post("/sign-in/code/", {"code": code(secret_of(self.person.email))})
        return client

    def _reads(self, client: Client) -> bool:
        return self.reference in text(client.get(reverse("desk:case", args=[self.case])))


def what_lives(world: World, way: Way, end: Deed, asked: Callable[[str], bool]) -> set[str]:
    """The things, of those that are asked, that still show the case once it has ended so."""
    person, about = world.people[way.role], world.cases[way.relation]
    if way.before:
        way.before(world, person, about)
    alive = Alive(person, about, world.cast.manager)
    end(world, person, about)
    return {name for name, lives in alive.things().items() if asked(name) and lives()}


def lives_on(way: Way) -> set[str]:
    """What may go on."""
    return {"access": set(), "session": NEW_SESSION, "password": {"a personal link"}}[way.kind]
