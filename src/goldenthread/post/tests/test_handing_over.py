"""Who a letter goes to is checked again as it is handed over: what fails is held back with what to do, never sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.accounts.actions import close, ensure_system_account, leave
from goldenthread.accounts.models import Membership
from goldenthread.cases.actions import lift, restrict, share
from goldenthread.command.post import deliver
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.directory.queries import organisation
from goldenthread.post.actions import try_again
from goldenthread.post.models import Message
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.rules.access import Basis, Role, Section
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
__all__ = ["server"]
ON, NEXT = date(2026, 11, 2), date(2026, 11, 4)
SLT = 'email = "slt@cfhd.example"'
CHECKED = 'monitored_by = "Therapies administrator", checked_on = 2021-02-22 }'


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", NEXT.isoformat())


@pytest.fixture
def letter(story: Story, server: Server) -> Message:
    """The request to speech and language therapy, queued."""
    story.given_advice_is_sought(ON, "SLT", reference="EHC26-0101")
    return Message.objects.get(template="request")


def pack_becomes(*changes: tuple[str, str], on: date = NEXT) -> None:
    """The area's pack with other words in the place of these."""
    text = pack_text("torbay")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    load(text=text, by=ensure_system_account("set-up", "Set-up"), on=on)


def held_back(letter: Message, server: Server) -> str:
    """It is not sent, and waits for a person: why."""
    assert deliver(str(letter.pk)) is None
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, server.taken) == (State.HELD, 0, [])
    return letter.reply


def leaves_again(letter: Message, story: Story) -> bool:
    """Somebody tries again, and it is taken."""
    try_again(message=letter, version=letter.version, by=story.cast.spoc, on=NEXT)
    return deliver(str(letter.pk)) is State.ACCEPTED


def is_named(letter: Message, story: Story) -> None:
    share(case=letter.case, person=story.cast.spoc, basis=Basis.ADVICE, by=story.cast.spoc, on=ON)


def test_nothing_has_changed_and_it_leaves(letter: Message) -> None:
    assert deliver(str(letter.pk)) is State.ACCEPTED


def test_a_case_that_is_kept_to_named_people_sends_nothing_to_a_mailbox(
    letter: Message, story: Story, server: Server
) -> None:
    is_named(letter, story)
    kept = restrict(case=letter.case, person=None, reason="safeguarding", by=story.cast.manager, on=ON)
    assert held_back(letter, server) == (
        "This case is kept to named people, and who reads a mailbox is not named. Tell Speech and Language Therapy "
        "yourself; or try again once the restriction is lifted."
    )
    with pytest.raises(Refused, match="kept to named people"):
        try_again(message=letter, version=letter.version, by=story.cast.spoc, on=NEXT)
    lift(restriction_id=kept.pk, by=story.cast.manager, on=NEXT)
    assert leaves_again(letter, story)


@pytest.mark.parametrize("section", Section)
def test_a_restriction_holds_back_where_the_letter_says_what_it_keeps_and_nowhere_else(
    letter: Message, story: Story, server: Server, section: Section
) -> None:
    """A sealed household holds nothing back: no letter says where a child lives."""
    is_named(letter, story)
    restrict(
        case=letter.case, person=None, reason="court-order", section=section, by=story.cast.manager, on=ON
    )
    if section in (Section.CHILD, Section.REQUESTS, Section.ADVICE):
        assert "kept to named people" in held_back(letter, server)
    else:
        assert deliver(str(letter.pk)) is State.ACCEPTED


def test_a_restriction_on_another_case_of_the_child_holds_back_too(
    letter: Message, story: Story, server: Server
) -> None:
    other = story.given_a_request(ON, child=letter.case.child, reference="EHC26-0102")
    share(case=other.case, person=story.cast.spoc, basis=Basis.ADVICE, by=story.cast.spoc, on=ON)
    restrict(case=other.case, person=None, reason="safeguarding", by=story.cast.manager, on=ON)
    assert "kept to named people" in held_back(letter, server)


def test_whoever_is_kept_out_of_the_case_is_not_written_to(
    letter: Message, story: Story, server: Server
) -> None:
    therapist = story.cast.therapist
    pack_becomes((SLT, f'email = "{therapist.email}"'))
    letter.refresh_from_db()
    assert "has changed since" in held_back(letter, server)
    restrict(case=letter.case, person=therapist, reason="conflict", by=story.cast.manager, on=ON)
    with pytest.raises(Refused, match="is kept out of this case"):
        try_again(message=letter, version=letter.version, by=story.cast.spoc, on=NEXT)
    pack_becomes((SLT, 'email = "slt-team@cfhd.example"'))
    assert leaves_again(letter, story)


def test_a_leaver_s_mailbox_gets_nothing_until_the_pack_names_who_reads_it_now(
    story: Story, server: Server
) -> None:
    therapist = story.cast.therapist
    pack_becomes((SLT, f'email = "{therapist.email}"'), on=ON)
    story.given_advice_is_sought(ON, "SLT")
    letter = Message.objects.get(template="request")
    leave(membership=Membership.objects.get(user=therapist), by=story.cast.administrator, on=ON)
    assert "has left: their account here has ended" in held_back(letter, server)
    pack_becomes((SLT, f'email = "{therapist.email}"'), ("Therapies administrator", "Whoever came after"))
    assert leaves_again(letter, story)


def test_a_closed_account_s_mailbox_gets_nothing(story: Story, server: Server) -> None:
    therapist = story.cast.therapist
    pack_becomes((SLT, f'email = "{therapist.email}"'), on=ON)
    story.given_advice_is_sought(ON, "SLT")
    close(user=therapist, by=story.cast.administrator, on=ON)
    assert "has left" in held_back(Message.objects.get(template="request"), server)


def test_a_council_that_did_not_ask_about_the_child_is_not_told(story: Story, server: Server) -> None:
    """The letter about a request of Devon's is addressed to Torbay's team, the only one that the pack names."""
    devon = story.given_a_request(ON, council=organisation("devon-council"))
    story.given_it_is_acknowledged(devon, ON, "SLT")
    letter = Message.objects.get(template="acknowledgement")
    assert letter.to_address == "ehcp@torbay.example"
    assert held_back(letter, server).startswith(
        "SEND Team is of Torbay Council, which did not ask about this child. Tell the council that did"
    )


@pytest.mark.parametrize(
    ("old", "new", "who"),
    [
        ('label = "SLT"', 'label = "SLT"\nvalid_to = 2026-11-03', "Speech and Language Therapy"),
        (
            'kind = "health-provider"\nparts = ["provider"]\nvalid_from = 2019-04-01',
            'kind = "health-provider"\nparts = ["provider"]\nvalid_from = 2019-04-01\nvalid_to = 2026-11-03',
            "Children and Family Health Devon",
        ),
    ],
)
def test_a_service_or_a_provider_that_has_ended_gets_nothing(
    letter: Message, server: Server, old: str, new: str, who: str
) -> None:
    pack_becomes((old, new))
    assert held_back(letter, server).startswith(f"{who} ended on 3 November 2026, so nobody there answers")


def test_an_old_contact_holds_letters_back_only_where_the_area_says_so(
    letter: Message, story: Story, server: Server
) -> None:
    """The pack that is shipped says 2021 and sets no period."""
    pack_becomes(("[practice]", "[practice]\ncontacts_checked_within = { days = 90 }"))
    assert held_back(letter, server) == (
        "The contact of Speech and Language Therapy was last checked on 22 February 2021, and the area checks each "
        "within 90 days. Ask whether it is still read, load a pack with the day on which you asked, then try again."
    )
    pack_becomes(
        ("[practice]", "[practice]\ncontacts_checked_within = { days = 90 }"),
        (CHECKED, CHECKED.replace("2021-02-22", "2026-11-04")),
    )
    assert leaves_again(letter, story)


def test_who_sees_to_a_letter_reads_why_it_is_held_back(
    letter: Message, story: Story, server: Server, visit: Any
) -> None:
    is_named(letter, story)
    restrict(case=letter.case, person=None, reason="safeguarding", by=story.cast.manager, on=ON)
    held_back(letter, server)
    assert (
        "Tell Speech and Language Therapy yourself" in visit(story.cast.spoc, "desk:letter", letter.pk).words
    )
    again = visit(story.cast.spoc, "post:try_again", letter.pk, version=letter.version)
    assert "kept to named people" in again.words + again.told
    assert visit(story.cast.people[Role.SEND_OFFICER], "desk:letter", letter.pk).status_code == 404
