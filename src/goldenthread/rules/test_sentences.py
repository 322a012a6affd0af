"""Every kind of fact has its sentence on the timeline."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.sentences import INVOLVEMENTS, SENTENCES, sentence

NAMES = {
    "advice-1": "Speech and Language Therapy",
    "slt": "Speech and Language Therapy",
    "ot": "Occupational Therapy",
    "chase": "Chase by SEND Business Support",
    "absent": "absent from the area",
    "capacity": "not enough staff",
    "moved": "the family moved away",
    "cards": "Appointment cards",
}
DAY = date(2026, 11, 2)


def spoken(kind: Kind, about: str | None = "advice-1", **details: Any) -> str:
    return sentence(Fact(kind, DAY, about, details), NAMES)


def test_every_kind_of_fact_has_a_sentence() -> None:
    assert set(SENTENCES) | {Kind.FACT_CORRECTED} == set(Kind)


@pytest.mark.parametrize(
    ("kind", "details", "expected"),
    [
        (Kind.ASSESSMENT_REQUESTED, {}, "The council received the request for an assessment"),
        (
            Kind.REQUEST_RECEIVED,
            {"named": ["slt", "ot"]},
            (
                "The council's request was received by the single point of contact; the family named "
                "Speech and Language Therapy and Occupational Therapy"
            ),
        ),
        (Kind.REQUEST_RECEIVED, {}, "The council's request was received by the single point of contact"),
        (
            Kind.REQUEST_ACKNOWLEDGED,
            {"responding": ["ot"]},
            "The request was acknowledged to the council: Occupational Therapy will respond",
        ),
        (
            Kind.RECORDS_REQUESTED,
            {"service": "ot", "systems": []},
            "Occupational Therapy was asked to look in its own records",
        ),
        (Kind.REQUEST_ACKNOWLEDGED, {"responding": []}, "The request was acknowledged to the council"),
        (Kind.REQUEST_WITHDRAWN, {"reason": "moved"}, "The request was withdrawn: the family moved away"),
        (
            Kind.WISHES_CONFIRMED,
            {"capacity": "has", "decides": "young-person", "kept": [{}], "ended": [{}, {}]},
            (
                "As compulsory school age had ended, the young person was asked what they wish; "
                "they decide themselves"
            ),
        ),
        (Kind.ADVICE_SOUGHT, {"service": "slt"}, "Advice sought from Speech and Language Therapy"),
        (Kind.ADVICE_ACKNOWLEDGED, {}, "Speech and Language Therapy acknowledged the request for advice"),
        (Kind.ADVICE_CHASED, {"imported": False}, "Speech and Language Therapy chased for its advice"),
        (
            Kind.ADVICE_CHASED,
            {"imported": True},
            "Speech and Language Therapy chased for its advice, as the imported tracker says",
        ),
        (Kind.ADVICE_RECORDED, {"joint": False}, "Advice received from Speech and Language Therapy"),
        (
            Kind.ADVICE_RECORDED,
            {"joint": True},
            "Advice received from Speech and Language Therapy, in a joint report",
        ),
        (
            Kind.ADVICE_EXCUSED,
            {"ground": "absent", "from": "2026-11-03", "to": "2026-12-05"},
            (
                "An exemption was claimed for Speech and Language Therapy: absent from the area, "
                "from 3 November 2026 to 5 December 2026"
            ),
        ),
        (
            Kind.ADVICE_EXCUSED,
            {"ground": "absent", "from": None, "to": None},
            "An exemption was claimed for Speech and Language Therapy: absent from the area",
        ),
        (
            Kind.LATENESS_EXPLAINED,
            {"cause": "capacity"},
            "Speech and Language Therapy said why its advice is late: not enough staff",
        ),
        (
            Kind.LATENESS_EXPLAINED,
            {"cause": "capacity", "expected_on": None},
            "Speech and Language Therapy said why its advice is late: not enough staff",
        ),
        (
            Kind.LATENESS_EXPLAINED,
            {"cause": "capacity", "expected_on": "2026-12-21"},
            (
                "Speech and Language Therapy said why its advice is late: not enough staff. "
                "It expects to give it by 21 December 2026"
            ),
        ),
        (
            Kind.ADVICE_ROUTED,
            {"answer": "not-known"},
            (
                "Speech and Language Therapy said that the child is not known to it. The request stays open, on the "
                "not-known route"
            ),
        ),
        (
            Kind.ADVICE_ROUTED,
            {"answer": "waiting-list"},
            (
                "Speech and Language Therapy said that the child is on its waiting list. The request stays open, on "
                "the not-known route"
            ),
        ),
        (
            Kind.ADVICE_REFERRED,
            {"referral": "r", "service": "ot"},
            "Referred in full to Occupational Therapy, for the advice asked of Speech and Language Therapy",
        ),
        (
            Kind.REFERRAL_ANSWERED,
            {"referral": "r", "service": "ot", "outcome": "accepted", "advice_by": "2026-12-05"},
            "The referral to Occupational Therapy was answered: accepted, advice is to come by 5 December 2026",
        ),
        (
            Kind.REFERRAL_ANSWERED,
            {"referral": "r", "service": "ot", "outcome": "not-accepted", "advice_by": None},
            "The referral to Occupational Therapy was answered: not accepted",
        ),
        (
            Kind.DECISION_REQUESTED,
            {},
            "The designated officer was asked to decide on the advice of Speech and Language Therapy",
        ),
        (
            Kind.ROUTE_DECIDED,
            {"decision": "give-advice", "service": "slt", "advice_by": "2026-12-05"},
            (
                "The designated officer decided: Speech and Language Therapy gives its advice by 5 December 2026"
            ),
        ),
        (
            Kind.ROUTE_DECIDED,
            {"decision": "refer", "service": "ot", "advice_by": None},
            "The designated officer decided: the child is referred in full to Occupational Therapy",
        ),
        (
            Kind.ADVICE_WITHDRAWN,
            {"reason": "asked-twice"},
            "The request for advice from Speech and Language Therapy was withdrawn: asked twice",
        ),
        (
            Kind.ADVICE_IMPORTED,
            {"file": "ab12"},
            "The request for advice from Speech and Language Therapy was imported from a tracker",
        ),
        (
            Kind.REMINDER_RAISED,
            {"step": "two-weeks-left", "due_on": "2026-11-02"},
            "Reminder: two weeks left (Speech and Language Therapy)",
        ),
        (
            Kind.STEP_RAISED,
            {"step": "chase", "due_on": "2026-11-01"},
            "Escalation: Chase by SEND Business Support (Speech and Language Therapy, due on 1 November 2026)",
        ),
        (
            Kind.LADDER_STARTED,
            {"step": "chase"},
            (
                "The escalation ladder for Speech and Language Therapy was started by hand at: "
                "Chase by SEND Business Support"
            ),
        ),
    ],
)
def test_a_fact_is_said_in_a_sentence(kind: Kind, details: dict[str, Any], expected: str) -> None:
    assert spoken(kind, **details) == expected


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"involvement": "open"}, "open to Occupational Therapy"),
        (
            {"involvement": "closed", "closed_on": "2026-01-31"},
            "closed to Occupational Therapy on 31 January 2026",
        ),
        ({"involvement": "closed", "closed_on": None}, "closed to Occupational Therapy on a day not known"),
        ({"involvement": "none"}, "never seen by Occupational Therapy"),
        (
            {"involvement": "referred", "system": "cards", "looked": "team"},
            "referred to Occupational Therapy, which has not seen the child yet "
            "(Appointment cards, as the team says)",
        ),
        ({"involvement": "none", "looked": "team"}, "never seen by Occupational Therapy (as the team says)"),
        ({"involvement": "known"}, "known to Occupational Therapy"),
        ({"involvement": "not_known"}, "not known to Occupational Therapy"),
    ],
)
def test_an_involvement_check_says_what_was_found(details: dict[str, Any], expected: str) -> None:
    assert set(INVOLVEMENTS) >= {details["involvement"]}
    assert (
        spoken(Kind.INVOLVEMENT_CHECKED, "request-1", service="ot", **details)
        == f"Involvement checked: {expected}"
    )


def test_a_service_that_has_no_name_here_is_still_said() -> None:
    assert spoken(Kind.ADVICE_RECORDED, "elsewhere") == "Advice received from the service"


def test_a_correction_says_which_entry_and_what_day() -> None:
    recorded = Fact(Kind.ADVICE_RECORDED, DAY, "advice-1", {})
    corrected = Fact(Kind.FACT_CORRECTED, date(2026, 10, 30), "advice-1", {"void": False})
    assert sentence(corrected, NAMES, corrected=recorded) == (
        "“Advice received from Speech and Language Therapy” was corrected: it happened on 30 October 2026"
    )
    assert sentence(corrected, NAMES) == "An entry was corrected: it happened on 30 October 2026"


def test_an_entry_struck_out_did_not_happen() -> None:
    assert sentence(Fact(Kind.FACT_CORRECTED, DAY, "advice-1", {"void": True}), NAMES) == (
        "An entry was struck out: it did not happen"
    )
