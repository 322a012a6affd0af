"""No error of the database tells that a hidden row is there (A05): every unique index and key, and who can hit it.

A number or reference is unique in its area, so that another area's is as good as none. Within an area whoever may
register children is refused a number that is there already, in one sentence, also where a restriction hides the child:
two records of one child are the greater harm. They learn that the area holds the number, no more; the same is so of a
council's reference, and of a row of a tracker, which is left out.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from goldenthread.directory.models import Organisation, Service
from goldenthread.rules.access import Role
from goldenthread.tracker.actions import import_
from goldenthread.tracker.rehearsing import read_content
from tests.access.asking import browsers
from tests.access.world import HEADING, TODAY, World

pytestmark = pytest.mark.django_db

HIT = {
    "one_child_for_an_nhs_number": "receiving a request, mending a child's particulars, a tracker",
    "one_case_for_a_reference": "receiving a request, a tracker",
    "intake_request_pkey": "receiving a request: the form's own key",
    "accounts_user_email_key": "inviting: the same address is the same person, and gets the role",
}
"""What a person can type into; each is tried below."""

MADE_HERE = {
    "a_contact_is_numbered_once": "numbered here, with its report",
    "a_need_is_numbered_once": "numbered here, with its report",
    "advice_draft_advice_id_key": "of a request that its writer sees; a later one takes its place by version",
    "advice_answerlink_digest_key": "a secret made here",
    "a_form_is_sent_once": "of one's own account and a key minted here",
    "a_letter_is_written_once": "one letter of a kind for a step of the ladder, written by the tick",
    "a_mail_is_fetched_once": "numbered by the mailbox, fetched by the worker",
    "a_mail_is_kept_once": "of an area and its content, fetched by the worker",
    "an_attachment_has_one_place": "numbered here, with its mail",
    "an_attempt_is_numbered_once": "numbered here, the message held",
    "post_message_message_id_key": "minted here",
    "a_service_is_asked_once_for_a_request": "asked again is refused by the deed, which sees the whole request",
    "a_step_is_raised_once": "raised by the tick",
    "accounts_invitation_digest_key": "a secret made here",
    "accounts_invitation_user_id_key": "a new link takes the place of the old one",
    "accounts_session_key_key": "a session's key is made here",
    "audit_leaf_entry_id_key": "written by the sequencer",
    "cases_emergency_relation_id_key": "made with its relation",
    "cases_remark_fact_id_key": "made with its fact",
    "deed_awaited_once": "derived",
    "one_clock_once": "derived",
    "one_party_once": "kept by triggers",
    "tracker_line_advice_id_key": "made with its request for advice",
    "unique_authenticator_type": "of one's own account",
    "version_is_numbered_once": "numbered here, the document held",
    "socialaccount_socialaccount_provider_uid_fc810c6e_uniq": "told by the organisation's sign-in",
    "socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq": "not used",
}
APART = {
    "procrastinate": "the queue's own, of the worker alone",
    "directory": "loaded from an area's pack by who sets areas up",
    "account": "not used: signing in has pages of our own",
    "auth": "not used",
    "django": "Django's own",
}
INDEXES = """
select t.relname, x.relname from pg_index i join pg_class x on x.oid = i.indexrelid
join pg_class t on t.oid = i.indrelid
where i.indisunique and t.relnamespace = 'public'::regnamespace and not i.indisprimary
"""
OF_AN_AREA = re.compile(r"_of_an_area$")
"""(id, area): made so that keys can hold both; an id is made here."""
KEYS = """
select distinct c.confrelid::regclass::text from pg_constraint c
join pg_class t on t.oid = c.conrelid and t.relrowsecurity
where c.contype = 'f' and c.connamespace = 'public'::regnamespace and cardinality(c.conkey) = 1
"""
PASSING = re.compile(
    r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|\d+:\d\d[ap]m'
)


def read(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_somebody_has_said_of_each_unique_index_who_can_hit_it(db: None) -> None:
    """A new one is put into a list above by a person, with the reason; one that can be typed into is tried below."""
    unsaid = {
        index
        for table, index in read(INDEXES)
        if index not in HIT
        and index not in MADE_HERE
        and not OF_AN_AREA.search(index)
        and table.partition("_")[0] not in APART
    }
    assert unsaid == set()
    there = {index for _, index in read(INDEXES)} | {"intake_request_pkey"}
    assert HIT.keys() | MADE_HERE.keys() <= there


def test_a_key_of_one_column_points_only_at_what_is_no_secret_to_whoever_is_signed_in(db: None) -> None:
    """All others hold the area too (A12), so that another area's id and nobody's are refused alike."""
    assert {name for (name,) in read(KEYS)} == {"accounts_user", "directory_area", "directory_organisation"}


def test_what_another_area_holds_is_as_good_as_nothing(world: World) -> None:
    other, restricted = world.cases["other"], world.cases["restricted"]
    people = browsers(world)
    for role in (Role.SPOC_MANAGER, Role.SEND_OFFICER):
        client = people[role.value]
        fresh = received(client, world)
        assert fresh[0] == 302
        assert received(client, world, nhs_number=other.case.child.nhs_number) == fresh
        assert received(client, world, reference=other.case.reference) == fresh
        for about in (other, restricted):
            assert received(client, world, key=str(about.things["request_id"])) == fresh
    assert_forms_tell_nothing(world, people)
    assert_trackers_tell_nothing(world)
    assert_an_address_is_taken_as_it_is(world, people)


def received(client: Client, world: World, **typed: str) -> tuple[int, str]:
    """What comes of receiving a request so; undone."""
    form = {
        "forename": "Nia",
        "surname": "Zed",
        "born_on": "2015-04-03",
        "on": "2026-11-20",
        "reference": "GT/NEW/1",
    }
    form |= {"council": str(world.cast.council.pk), "key": str(uuid4())}
    return sent(client, reverse("intake:receive"), **{**form, **typed})


def sent(client: Client, address: str, **typed: str) -> tuple[int, str]:
    with transaction.atomic():
        answer = client.post(address, typed)
        transaction.set_rollback(True)
    return answer.status_code, PASSING.sub("", answer.headers.get("Location", "") + answer.content.decode())


def assert_forms_tell_nothing(world: World, people: dict[str, Client]) -> None:
    """An id of another area in a list of choices, and an id of nothing."""
    own, by = world.things("own"), people[Role.SPOC_MANAGER.value]
    there = Service.objects.filter(area=world.cases["other"].case.area_id)[0].pk
    council = Organisation.objects.get(code="cheshire-east-council").pk
    child = world.cases["other"].case.child_id
    forms = (
        (reverse("advice:seek", args=[own["request_id"]]), "services", there),
        (reverse("intake:check", args=[own["request_id"]]), "service", there),
        (reverse("intake:receive"), "council", council),
        (reverse("intake:receive"), "named", there),
        (reverse("intake:receive"), "child", child),
        (reverse("accounts:invite"), "service", there),
        (reverse("accounts:invite"), "organisation", council),
        (reverse("documents:upload", args=[own["case_id"]]), "service", there),
    )
    for address, field, hidden in forms:
        assert sent(by, address, **{field: str(hidden)}) == sent(by, address, **{field: str(uuid4())}), field
    for name in ("area", "service", "school", "found", "kept"):
        hidden = {"area": world.cases["other"].case.area_id, "kept": world.areas["other"]["kept_id"]}.get(
            name, there
        )
        asked = [by.get(f"/?due=all&{name}={value}").content.decode() for value in (hidden, uuid4())]
        assert PASSING.sub("", asked[0]) == PASSING.sub("", asked[1]), name


def assert_trackers_tell_nothing(world: World) -> None:
    """Another area's reference or number is new here; one that a restriction hides is left out, and nothing breaks."""
    other, restricted = world.cases["other"].case, world.cases["restricted"].case
    fresh = taken_in(world, "GT/Zinnia/1", "9990007772")
    assert fresh == (1, 0)
    assert (
        taken_in(world, other.reference, "9990007772")
        == taken_in(world, "GT/Zinnia/1", other.child.nhs_number)
        == fresh
    )
    shut = [
        taken_in(world, restricted.reference, "9990007772"),
        taken_in(world, "GT/Zinnia/1", restricted.child.nhs_number),
        taken_in(world, restricted.reference, restricted.child.nhs_number),
    ]
    assert shut == [(0, 1)] * 3


def taken_in(world: World, reference: str, number: str) -> tuple[int, int]:
    """How many requests come of such a row, and how many questions; taken in by the manager, and undone."""
    content = (
        f"{HEADING}{reference},Wren,Rowe,{number},07/09/2026,{next(iter(world.cast.services))}\n".encode()
    )
    reading = read_content(content, name="tracker.csv", area_id=world.cast.area.pk, today=TODAY)
    with transaction.atomic():
        by: dict[str, Any] = {"by": world.cast.manager, "on": TODAY}
        answer = import_(area=world.cast.area, reading=reading, file_name="tracker.csv", **by)
        transaction.set_rollback(True)
    return answer.created, len(answer.questions)


def assert_an_address_is_taken_as_it_is(world: World, people: dict[str, Client]) -> None:
    """Inviting somebody of another area is no error: they have the role here too, and no link is made."""
    form = {"name": "Nia Bolt", "role": "send-officer", "organisation": str(world.cast.council.pk)}
    by, address = people[Role.SPOC_MANAGER.value], reverse("accounts:invite")
    assert sent(by, address, email="desk@cheshire.example", **form)[0] in (200, 302)
    assert sent(by, address, email="nobody@cheshire.example", **form)[0] in (200, 302)
