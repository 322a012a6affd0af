"""576 mails of which we know whose they are: filed where everything agrees, and never to another child (C01, C02).

Each way to wear a token, to prove a sender, to be somebody, and to name a child, with every other. A full run has them
all; an ordinary one every 29th. What must become of each is said here, apart from `rules.filing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest

from conftest import LONG
from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.inbox.models import Mail
from goldenthread.inbox.tests.written import ON, asked, came, mail

pytestmark = pytest.mark.django_db
SLT, OT = "slt@devonhealth.example", "ot@torbayhealth.example"
TOKENS = ("none", "A to SLT", "B to SLT", "A to OT", "A and B", "forged")
PROOFS = ("pass", "fail", "none")
SENDERS = (SLT, OT, "slt@devonheaIth.example", "someone@elsewhere.example")
WORDS = {
    "A": "The report on Ember.",
    "B": "The report on Wren Kestrelby.",
    "both": "The reports on Ember and on GT/2.",
    "nobody": "The report is attached.",
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One mail, and whose it is: A, B, or nobody's that a program may know."""

    token: str
    proof: str
    sender: str
    words: str
    is_automatic: bool

    @property
    def belongs_to(self) -> str:
        whose, _, address = self.token.partition(" to ")
        if (self.proof, self.is_automatic) != ("pass", False) or self.sender != {"SLT": SLT, "OT": OT}.get(
            address
        ):
            return ""
        names_its_child = self.words == whose
        knows_no_other = address == "OT" and self.words == "nobody"
        return whose if names_its_child or knows_no_other else ""

    def raw(self, tokens: dict[str, list[str]]) -> bytes:
        domain = self.sender.rpartition("@")[2]
        given: dict[str, Any] = {"proof": f"mx.torbay.example; dmarc={self.proof} header.from={domain}"}
        if self.is_automatic:
            given["Auto_Submitted"] = "auto-replied"
        if worn := tokens[self.token]:
            given["References"] = " ".join(f"<{each}@torbay.example>" for each in worn)
        return mail(WORDS[self.words], sender=f"Somebody <{self.sender}>", **given)


def every() -> Iterator[Labelled]:
    yield from (Labelled(*each) for each in product(TOKENS, PROOFS, SENDERS, WORDS, (False, True)))


@pytest.fixture
def other(story: Story) -> Case:
    """Wren Kestrelby's case, B, of the same area; Ember Ottermark's is A."""
    child = story.given_a_child("Wren", "Kestrelby")
    return story.given_a_request(ON, child=child, reference="GT/2").case


def test_each_mail_is_filed_to_whom_it_belongs_or_waits(
    story: Story, case: Case, other: Case, by: Any
) -> None:
    a, b, c = asked(case, by, SLT), asked(other, by, SLT), asked(case, by, OT)
    tokens = {
        "none": [], "A to SLT": [a], "B to SLT": [b], "A to OT": [c], "A and B": [a, b],
        "forged": [a[:-1] + ("a" if a[-1] != "a" else "b")],
    }  # fmt: skip
    told = list(every())
    assert len(told) == 576
    belonging = [each for each in told if each.belongs_to]
    chosen = told if LONG else [*told[::29], *belonging[::2]]
    wrong, filed = [], 0
    for each in chosen:
        kept = came(each.raw(tokens), story.cast.area, by)
        expected = {"A": case.pk, "B": other.pk}.get(each.belongs_to)
        filed += kept.state == Mail.State.FILED
        if kept.case_id != expected:
            wrong.append((each, kept.case, kept.why))
    assert wrong == []
    assert filed == sum(1 for each in chosen if each.belongs_to) > 1
