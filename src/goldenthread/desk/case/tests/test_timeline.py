"""The timeline in sentences, who sees which, and the rest of the case page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.advice import actions as advice
from goldenthread.cases import actions as cases
from goldenthread.cases.models import Fact
from goldenthread.deadlines import actions as deadlines
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ON, LATER = date(2026, 9, 1), date(2026, 9, 10)


def _sentences(screen: Screen) -> list[str]:
    return [element.text for element in screen.all("p", class_="gt-timeline__sentence")]


def test_what_happened_is_told_in_sentences_the_latest_first(shown, cast: Cast, story: Story) -> None:
    request = story.given_a_request(ON, named=["SLT"], assessment_requested_on=date(2026, 8, 28))
    (slt,) = story.given_advice_is_sought(ON, "SLT", request=request)
    deadlines.tick(by=cast.tick, on=date(2026, 10, 14))
    told = _sentences(shown(cast.spoc, "desk:case", slt.case_id))
    assert set(told[:4]) == {
        "Escalation: Chase within health (SLT)",
        "Escalation: Chase by SEND Business Support (SLT)",
        "Reminder: One week left for the advice (SLT, due on 6 October 2026)",
        "Reminder: Two weeks left for the advice (SLT, due on 29 September 2026)",
    }
    assert told[4:] == [
        "Advice sought from SLT",
        "The request was acknowledged to the council: SLT will respond",
        "Involvement checked: open to SLT (Community child health record)",
        "The council's request was received by the single point of contact; the family named SLT",
        "The council received the request for an assessment",
    ]


def test_a_long_story_shows_the_latest_and_folds_what_came_earlier(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    for days in range(25):
        advice.chase(advice=slt, remark="Rang again.", by=cast.spoc, on=LATER + timedelta(days))
    screen = shown(cast.spoc, "desk:case", slt.case_id)
    every = _sentences(screen)
    (fold,) = [each.text for each in screen.all("details") if "earlier" in each.text]
    assert len(every) == Fact.objects.filter(case=slt.case_id).count() > 25
    assert fold.startswith(f"{len(every) - 20} earlier entries, since 1 September 2026")
    assert "14 September 2026" in fold
    assert "15 September 2026" not in fold


def test_a_remark_and_who_recorded_it_stand_beside_the_sentence(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    advice.chase(advice=slt, remark="Rang the team lead.", by=cast.spoc, on=LATER)
    note = shown(cast.spoc, "desk:case", slt.case_id).all("p", class_="gt-timeline__note")[0]
    assert note.text.startswith("“Rang the team lead.” Recorded by Alice Penrose")


def test_a_corrected_entry_is_struck_through_and_says_what_is_right(shown, cast: Cast, story: Story) -> None:
    (slt,) = story.given_advice_is_sought(ON, "SLT")
    advice.acknowledge(advice=slt, by=cast.spoc, on=LATER)
    told = Fact.objects.get(kind=Kind.ADVICE_ACKNOWLEDGED.value)
    right = date(2026, 9, 8)
    cases.correct(fact=told, happened_on=right, reason="Misread.", by=cast.manager, on=date(2026, 9, 11))
    screen = shown(cast.manager, "desk:case", slt.case_id)
    assert [struck.text for struck in screen.all("del")] == ["SLT acknowledged the request for advice"]
    correction = "“SLT acknowledged the request for advice” was corrected: it happened on 8 September 2026"
    assert correction in _sentences(screen)
    assert "Acknowledged by the service 8 September 2026" in screen.one("main").text


def test_every_entry_but_a_correction_can_be_corrected_by_whoever_may(
    shown, cast: Cast, story: Story
) -> None:
    request = story.given_a_request(ON)
    told = Fact.objects.get(case=request.case)
    corrected = [
        link["href"]
        for link in shown(cast.manager, "desk:case", request.case_id).all("a")
        if link.text.startswith("Correct")
    ]
    assert corrected == [f"/cases/entries/{told.pk}/correct/"]
    assert not [
        link
        for link in shown(cast.officer, "desk:case", request.case_id).all("a")
        if link.text.startswith("Correct")
    ]


def test_a_member_of_a_service_does_not_read_what_others_were_asked(shown, cast: Cast, story: Story) -> None:
    slt, camhs = story.given_advice_is_sought(ON, "SLT", "CAMHS")
    story.given_advice_comes(camhs, LATER)
    told = _sentences(shown(cast.therapist, "desk:case", slt.case_id))
    assert "Advice sought from SLT" in told
    assert "Involvement checked: open to SLT (Community child health record)" in told
    assert not [sentence for sentence in told if "CAMHS" in sentence and "will respond" not in sentence]


def test_a_stranger_and_an_absent_case_read_the_same(status, cast: Cast, story: Story) -> None:
    (ot,) = story.given_advice_is_sought(ON, "OT")
    assert status(cast.therapist, "desk:case", ot.case_id) == 404
    assert status(cast.spoc, "desk:case", ot.pk) == 404


def test_the_child_stands_on_the_case_with_the_number_as_it_is_read_out(
    shown, cast: Cast, story: Story
) -> None:
    child = story.given_a_child("Wren", "Rowe", born_on=date(2016, 2, 29))
    request = story.given_a_request(ON, child=child, reference="T/7")
    screen = shown(cast.spoc, "desk:case", request.case_id)
    number = child.nhs_number
    for text in ("29 February 2016", f"{number[:3]} {number[3:6]} {number[6:]}", "T/7", "Torbay Council"):
        assert text in screen.one("main").text
    assert screen.one("a", href=f"/child/{child.pk}/").text == "Wren Rowe"


def test_the_councils_own_dates_are_shown_where_they_are_known(shown, cast: Cast, story: Story) -> None:
    request = story.given_a_request(ON, assessment_requested_on=date(2026, 8, 28))
    text = shown(cast.spoc, "desk:case", request.case_id).one("main").text
    assert "Decision whether to assess 9 October 2026" in text
    assert "Final plan 15 January 2027" in text
    other = story.given_a_request(ON)
    assert "The council’s own dates" not in shown(cast.spoc, "desk:case", other.case_id).one("main").text
