"""A refusal carries its sentence and the answer that has to change."""

from __future__ import annotations

from goldenthread.rules.refusals import Refused


def test_a_refusal_carries_its_sentence_and_its_field() -> None:
    refusal = Refused("Choose a service.", field="service")
    assert (str(refusal), refusal.sentence, refusal.field) == (
        "Choose a service.",
        "Choose a service.",
        "service",
    )


def test_a_refusal_may_concern_the_whole_page() -> None:
    assert Refused("Nobody here may do this.").field is None
