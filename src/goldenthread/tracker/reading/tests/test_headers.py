"""The headings that trackers have, and headings that nobody asks for."""

from __future__ import annotations

import pytest

from goldenthread.tracker.reading.headers import meaning

WORDINGS = {
    "reference": "LA ref|LA Ref.|Ref|REFERENCE|EHC ref|EHC Ref No.|EHCP reference number|Council reference|Case no|"
    "Case number|Case ID|Local Authority Ref|Council's reference|SEN ref|EHC\nref|Ref. No|L.A. ref",
    "forename": "Forename|Forename(s)|First name|Given name|Child's first name|Pupil forename|First Name of child",
    "surname": "Surname|Last name|Family name|Child surname|SURNAME ",
    "name": "Name|Child|Child name|Name of child|Full name|Pupil|Young person|Child's full name",
    "born_on": "DOB|D.O.B.|D.O.B|d/o/b|Date of birth|Birth date|Date of Birth (dd/mm/yyyy)|Child's DOB|Born",
    "nhs_number": "NHS No.|NHS number|NHS no|NHS|N.H.S. Number|NHS Num|Child NHS number",
    "received_on": "Date request rec'd|Date request received|Request received|Received|Date received|Rec'd|"
    "Request date|Date of request|Date requested|Date of receipt|Requested|Date received from LA|"
    "Date received by SPOC|Date in|EHC request date|Date EHCNA request received",
    "service": "Service|SERVICE|Team|Discipline|Therapy|Service requested|Team/Service|Advice giver|Provider",
    "involvement": "Known?|Known|Known to service|Known to service?|Known (Y/N)|Known Y/N|Child known to team?|"
    "Open to service|Known / not known|Is child known?",
    "acknowledged_on": "Ack sent|Ack'd|Acknowledged|Date acknowledged|Acknowledgement sent|Date of acknowledgement",
    "due": "Due (6 wks)|Due|Due date|Deadline|6 week deadline|Date due|Report due|Target date|Due by|"
    "Statutory deadline",
    "chased_on": "Chased|Date chased|Chase date|Chaser sent|Chased up|Chase sent on|1st chase|Chased (date)",
    "returned_on": "Date report returned|Returned|Date returned|Report returned|Report received|Advice received|"
    "Date advice received|Advice returned|Date returned to LA|Date report sent to LA|"
    "Date completed|Date advice submitted",
    "days_late": "Days late|No. of days late|Number of days late|Days overdue|Late by (days)",
    "notes": "Notes|Comments|Comment|Notes / comments|Further information|Remarks",
    "school": "School|Setting|School/Setting|School name|Current school",
    "upn": "UPN|Unique Pupil Number",
    "gp": "GP|GP practice|GP Surgery",
}

UNKNOWN = (
    "Status|RAG|Date|No.|Returned by|Chased by|Chased 2|LA|Council|Service date|Team lead|Postcode|Completed|"
    "Date of name|Month|Area|Email|Owner|6 weeks||Received by|Pupil number|Known date"
).split("|")


@pytest.mark.parametrize(("field", "heading"), [(f, h) for f, hs in WORDINGS.items() for h in hs.split("|")])
def test_a_heading_is_understood_however_it_is_worded(field: str, heading: str) -> None:
    found = meaning(heading)
    assert found and found.field == field


@pytest.mark.parametrize("heading", UNKNOWN)
def test_a_heading_that_nobody_asks_for_is_not_guessed_at(heading: str) -> None:
    assert meaning(heading) is None


def test_the_more_usual_of_two_wordings_stands_nearer() -> None:
    ranks = [meaning(heading).rank for heading in ("Date request rec'd", "Received", "Date requested")]  # type: ignore[union-attr]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3
