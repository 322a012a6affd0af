"""The ladder of S1-60 lived in a browser and over real mail servers, out and in, to the day and its bank holiday."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from goldenthread.command.worker import receive_mail
from goldenthread.design.words import LONDON
from goldenthread.documents.checks.tests.made import docx
from goldenthread.inbox.tests.imap import FOLDER, delivered, served
from goldenthread.post.tests.mail_server import everything_leaves, server
from goldenthread.rules.access import Role
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on
from tests.journeys.steps.reading import then_the_timeline_says, when_they_find, when_they_open_the_case_of

__all__ = ["server"]
ASKED_ON = date(2026, 11, 2)


@pytest.fixture
def days(it_is):
    """`days(start, end)`: every day with its tick, and what is ready leaves."""

    def live(start: date, end: date) -> None:
        for number in range((end - start).days + 1):
            it_is(start + timedelta(days=number))
        everything_leaves()

    return live


@pytest.fixture
def next_is(days, server):
    """`next_is(day, letters)`: on this day just these leave, and none by its eve, whatever was due until then."""

    def live(day: date, letters: list[tuple[str, str]]) -> None:
        eve = day - timedelta(days=1)
        days(eve, eve)
        assert told(server) == []
        days(day, day)
        assert told(server) == sorted(letters)

    return live


@pytest.fixture
def mailbox(settings):
    """The mailbox into which answers come, on a mail server of its own."""
    with served() as box:
        words = {
            "host": box.host,
            "port": box.port,
            "user": box.user,
            "folder": FOLDER,
            "done": "Goldenthread",
        }
        settings.IMAP = {**words, "password": box.password, "is_tls": False, "area": "torbay"}
        settings.IMAP_AUTHSERV = "mx.torbay.example"
        yield box


def told(server) -> list[tuple[str, str]]:
    """Who was written to, and under which subject, since the last time of asking."""
    taken = sorted(
        (str(letter["To"].addresses[0].addr_spec), letter["Subject"]) for _, _, letter in server.taken
    )
    server.taken.clear()
    return taken


ESCALATION = "Escalation: advice of SLT on EHC26-0101 is 15 days late"
OUTCOME = "EHC26-0101: the advice of SLT will come on 12 February 2027"


def test_late_advice_is_escalated_step_by_step_until_it_comes_by_mail(
    alice, at_a_browser, cast, story, days, next_is, server, mailbox
):
    wren = story.given_a_child("Wren", "Rowe", on=ASKED_ON)
    request = story.given_a_request(ASKED_ON, child=wren, reference="EHC26-0101")
    story.given_advice_is_sought(ASKED_ON, "SLT", request=request)
    days(ASKED_ON, ASKED_ON)
    asking = next(letter for _, to, letter in server.taken if to == ["slt@cfhd.example"])
    assert told(server) == [
        ("ehcp@torbay.example", "Request EHC26-0101: received, and who will answer"),
        ("slt@cfhd.example", "SLT: please give advice on EHC26-0101 by 14 December 2026"),
    ]
    soon = "SLT: advice on EHC26-0101 is due on 14 December 2026"
    reminded = [("slt@cfhd.example", soon), ("spoc@torbay.example", f"Copy: {soon}")]
    next_is(date(2026, 11, 30), reminded)
    next_is(date(2026, 12, 7), reminded)
    next_is(
        date(2026, 12, 15),
        [
            ("slt@cfhd.example", "SLT: your advice on EHC26-0101 was due on 14 December 2026"),
            ("spoc@torbay.example", "SLT: advice on EHC26-0101 was due on 14 December 2026"),
        ],
    )
    waits = ("ad-education@torbay.example", "A letter about EHC26-0101 waits for you")
    # It falls due on the 28th, a bank holiday, and waits for its signature.
    next_is(date(2026, 12, 29), [waits])
    when_the_director_signs(at_a_browser(cast.people[Role.ASSISTANT_DIRECTOR]))
    everything_leaves()
    assert told(server) == [
        ("alliance-director@cfhd.example", ESCALATION),
        ("dco@devon-icb.example", f"Copy: {ESCALATION}"),
        ("send-support@torbay.example", f"Copy: {ESCALATION}"),
    ]

    when_the_alliance_director_answers(at_a_browser(cast.people[Role.HEAD_OF_SERVICE]))

    # Three working days after the 28th.
    next_is(date(2026, 12, 31), [("dco@devon-icb.example", "A letter about EHC26-0101 waits for you")])
    when_the_officer_answers(at_a_browser(cast.people[Role.DESIGNATED_OFFICER]))
    everything_leaves()
    assert [to for to, _ in told(server)] == ["ad-education@torbay.example", "send-support@torbay.example"]
    gone = "EHC26-0101: the advice of SLT was not obtained"
    unobtained = [("ad-education@torbay.example", gone), ("send-support@torbay.example", f"Copy: {gone}")]
    next_is(date(2027, 1, 11), [("dco@devon-icb.example", "A letter about EHC26-0101 waits for you")])
    when_they_sign(at_a_browser(cast.people[Role.DESIGNATED_OFFICER]), gone)
    everything_leaves()
    assert told(server) == unobtained

    # Ten working days after the 11th.
    head = "head-nursing-therapies@cfhd.example"
    next_is(date(2027, 1, 25), [(head, "A letter about EHC26-0101 waits for you")])
    when_the_head_says_when(at_a_browser(cast.people[Role.HEAD_OF_SERVICE]))
    everything_leaves()
    assert told(server) == [("ad-education@torbay.example", OUTCOME), ("ehcp@torbay.example", OUTCOME)]
    then_the_case_tells_of_it(alice)

    days(date(2027, 2, 2), date(2027, 2, 2))
    delivered(mailbox, the_answer_to(asking), datetime.combine(date(2027, 2, 1), time(17, 40), LONDON))
    receive_mail()
    when_they_record_it_from_the_mail(alice)
    days(date(2027, 3, 1), date(2027, 3, 1))
    assert told(server) == []


def test_a_letter_that_a_server_refused_is_seen_and_tried_again(alice, story, days, server):
    wren = story.given_a_child("Wren", "Rowe", on=ASKED_ON)
    request = story.given_a_request(ASKED_ON, child=wren, reference="EHC26-0101")
    story.given_advice_is_sought(ASKED_ON, "SLT", request=request)
    days(ASKED_ON, date(2026, 12, 14))
    server.answers = ["550 No such mailbox"] * 2
    server.taken.clear()
    days(date(2026, 12, 15), date(2026, 12, 15))
    assert told(server) == []
    given_they_are_signed_in(alice)
    alice.follows("Letters")
    chase = "SLT: advice on EHC26-0101 was due on 14 December 2026"
    alice.row_says(chase, "Health Single Point of Contact", "Not sent")
    alice.follows(chase)
    alice.reads("The mail server refused it", "550 No such mailbox")
    then_the_page_is_accessible(alice)
    alice.follows("Try again")
    then_the_page_is_accessible(alice)
    alice.presses("Try again")
    alice.reads("The letter is tried again.")
    everything_leaves()
    assert told(server) == [("spoc@torbay.example", chase)]


def when_the_director_signs(director):
    given_they_are_signed_in(director)
    director.follows("Letters")
    then_they_are_on(director, "Letters")
    director.row_says(ESCALATION, "CFHD Alliance Director", "EHC26-0101", "29 Dec 2026", "To be signed")
    director.follows(ESCALATION)
    then_the_page_is_accessible(director)
    director.follows("Read and sign it")
    then_the_page_is_accessible(director)
    director.reads(
        "With your signature it leaves to CFHD Alliance Director, and 2 copies. It cannot be called back."
    )
    director.presses("Sign and send")
    director.reads("The letter is signed, and leaves.")


def when_the_alliance_director_answers(director):
    given_they_are_signed_in(director)
    when_they_find(director, "EHC26-0101")
    when_they_open_the_case_of(director, "Wren Rowe")
    director.reads("Answer the step “Escalation letter to the Alliance Director”")
    director.follows("Answer the escalation (SLT)")
    then_the_page_is_accessible(director)
    director.types("What was answered?", "The therapist is ill. The team looks for another.")
    director.presses("Record the answer")
    director.reads("The answer about SLT stands on the timeline.")
    director.does_not_read("Answer the step “Escalation letter to the Alliance Director”")


def when_they_sign(officer, letter):
    """Whoever says by their signature that nothing came of it."""
    given_they_are_signed_in(officer)
    officer.reads("1 letter waits for you to complete or sign")
    officer.goes_to("/letters/")
    officer.follows(letter)
    officer.follows("Read and sign it")
    officer.presses("Sign and send")
    officer.reads("The letter is signed, and leaves.")


def when_the_officer_answers(officer):
    given_they_are_signed_in(officer)
    when_they_find(officer, "EHC26-0101")
    when_they_open_the_case_of(officer, "Wren Rowe")
    officer.reads("Complete the letter: Response of the DMO/DCO office")
    officer.goes_to("/letters/")
    officer.follows("EHC26-0101: what is being done about the advice of SLT")
    officer.follows("Complete it")
    then_the_page_is_accessible(officer)
    officer.presses("Complete the letter")
    officer.reads("Enter what is being done")
    then_the_page_is_accessible(officer)
    officer.types("What is being done?", "The team's manager gives it to another therapist this week.")
    officer.presses("Complete the letter")
    officer.reads(
        "The letter is complete.", "What is being done: The team's manager gives it to another therapist"
    )


def when_the_head_says_when(head):
    given_they_are_signed_in(head)
    head.goes_to("/letters/")
    head.page.get_by_role("link", name="the advice of SLT will come on").first.focus()
    head.page.keyboard.press("Enter")
    head.follows("Complete it")
    head.chooses("Which letter do you send?", "Health's outcome A: the date, and why it is late")
    head.dates("When will the advice be given?", date(2027, 2, 12))
    head.chooses("What is the main reason for the delay?", "Staff were absent")
    head.types("Explain it", "The therapist is ill until February.")
    head.presses("Complete the letter")
    head.reads("The letter is complete.")


def the_answer_to(asking: EmailMessage) -> bytes:
    """The service answers the letter by which it was asked, with its report."""
    made = EmailMessage(policy=SMTP)
    made["Authentication-Results"] = "mx.torbay.example; dmarc=pass header.from=cfhd.example"
    made["From"] = "slt@cfhd.example"
    made["To"] = asking["Reply-To"]
    made["In-Reply-To"] = asking["Message-ID"]
    made["Subject"] = f"Re: {asking['Subject']}"
    made["Message-ID"] = "<answer@cfhd.example>"
    made.set_content("Our report is attached.")
    made.add_attachment(
        docx(), maintype="application", subtype="octet-stream", filename="Report of the therapist.docx"
    )
    return made.as_bytes()


def when_they_record_it_from_the_mail(alice):
    look = "Look whether the mail of 1 February 2027 is the advice"
    alice.goes_to("/")
    alice.reads("1 mail was filed by itself and waits to be looked at")
    alice.row_says("Wren Rowe", look)
    when_they_open_the_case_of(alice, "Wren Rowe")
    alice.follows(f"{look} SLT")
    then_the_page_is_accessible(alice)
    alice.follows("Record it as the advice of SLT")
    then_the_page_is_accessible(alice)
    alice.presses("Record the advice")
    alice.reads("The advice of SLT was recorded. Nothing else is awaited.")
    then_the_timeline_says(alice, "Advice received from SLT")


def then_the_case_tells_of_it(alice):
    given_they_are_signed_in(alice)
    when_they_find(alice, "EHC26-0101")
    when_they_open_the_case_of(alice, "Wren Rowe")
    alice.reads("Promised by 12 Feb 2027")
    then_the_timeline_says(
        alice,
        "Letter sent to SEND Team: Outcome of health’s internal escalation",
        "SLT will give its advice by 12 February 2027; it is late because: Staff were absent",
        "Letter sent to CFHD Alliance Director: Escalation letter to the Alliance Director",
        "Letter sent to The service that was asked: Chase within health",
    )
    then_the_timeline_says(
        alice, "Copy of a letter sent to DMO/DCO office: Escalation letter to the Alliance Director"
    )
