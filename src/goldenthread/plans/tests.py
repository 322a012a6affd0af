"""Holding a plan for health's advice: a decision with an owner and a day, under a clock that never stops."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from goldenthread.advice import actions as advice
from goldenthread.cases.models import Fact, Remark
from goldenthread.deadlines import queries as deadlines
from goldenthread.demo.stories import Story
from goldenthread.directory.queries import organisation
from goldenthread.plans.actions import end_hold, hold
from goldenthread.post.models import Message
from goldenthread.rules.access import Permission, may
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

HOLD, END, CASE = "plans:hold", "plans:end_hold", "desk:case"
RECEIVED, FAMILY_ASKED = date(2026, 9, 7), date(2026, 8, 31)
DUE = "18 January 2027"
"""Twenty weeks after the family asked."""
RUNS = "the statutory clock is still running"


@pytest.fixture
def asked(story: Story) -> Any:
    """OT and SLT, asked on 7 September 2026; the family asked the council a week before."""
    request = story.given_a_request(RECEIVED, reference="GT/7", assessment_requested_on=FAMILY_ASKED)
    return story.given_advice_is_sought(RECEIVED, "OT", "SLT", request=request)[0]


def words(asked: Any, **changed: Any) -> dict[str, Any]:
    told = {
        "awaiting": "issue", "services": [str(asked.service_id)], "reason": "not-here",
        "remark": "Her arm decides about the setting.", "until": "2026-12-18", "on": "2026-11-20",
    }  # fmt: skip
    return {**told, **changed}


@pytest.fixture
def held(story: Story, visit: Any, asked: Any) -> Any:
    visit(story.cast.officer, HOLD, asked.request_id, **words(asked))
    return asked


def test_the_council_decides_to_wait_and_the_clock_is_said_to_run_on(
    story: Story, visit: Any, asked: Any
) -> None:
    assert f"The final plan is due by {DUE}." in visit(story.cast.officer, HOLD, asked.request_id).words
    answer = visit(story.cast.officer, HOLD, asked.request_id, **words(asked))
    assert answer.url == reverse(CASE, args=[asked.case_id])
    assert "It is held until 18 December 2026. The statutory clock is still running." in answer.told
    fact = Fact.objects.get(kind=Kind.ISSUE_HELD)
    assert (fact.about, fact.happened_on) == (asked.request_id, date(2026, 11, 20))
    assert fact.details["services"] == [str(asked.service_id)]
    assert Remark.objects.get(fact=fact).text == "Her arm decides about the setting."


def test_it_stops_no_clock(story: Story, held: Any) -> None:
    rows = {(row.limit, row.service_id): row for row in deadlines.of_case(held.case_id, story.cast.officer)}
    assert rows["final-plan", None].due_on == date(2027, 1, 18)
    assert rows["advice", held.service_id].due_on == date(2026, 10, 19)
    assert {row.excused_on for row in rows.values()} == {None}
    assert rows["final-plan", None].held_until == date(2026, 12, 18)
    assert {row.held_until for key, row in rows.items() if key[0] == "advice"} == {date(2026, 12, 18), None}


@pytest.mark.parametrize("who", ["officer", "spoc", "support"])
def test_the_case_says_what_waits_until_when_and_by_whose_decision(
    story: Story, visit: Any, held: Any, who: str
) -> None:
    page = visit(getattr(story.cast, who), CASE, held.case_id)
    assert f"Held – {RUNS}" in page.words
    assert (
        "Issuing the plan waits for advice from OT until 18 December 2026: the advice has not come."
        in page.words
    )
    assert f"The final plan is due by {DUE}. Waiting stops no clock and is no exemption." in page.words
    assert f"Decided for Torbay Council by {story.cast.officer.name} on 20 November 2026." in page.words
    assert "“Her arm decides about the setting.”" in page.words
    assert ("Go on waiting" in page.words) == (who == "officer")


def test_a_service_that_was_asked_sees_it_too(story: Story, visit: Any, asked: Any) -> None:
    slt = story.cast.services["SLT"]
    visit(story.cast.officer, HOLD, asked.request_id, **words(asked, services=[str(slt.pk)]))
    page = visit(story.cast.therapist, CASE, asked.case_id)
    assert "Issuing the plan waits for advice from SLT until 18 December 2026" in page.words
    assert "Until 18 December 2026; no clock stops" in page.words


def test_it_stands_on_the_timeline_with_the_clock_that_runs(story: Story, visit: Any, held: Any) -> None:
    said = "The issue of the plan is held until 18 December 2026 for advice from OT (the advice has not come)"
    assert f"{said}; {RUNS}" in visit(story.cast.spoc, CASE, held.case_id).words


def test_the_worklist_has_a_list_of_what_is_held(story: Story, visit: Any, held: Any) -> None:
    page = visit(story.cast.officer, "desk:worklist")
    assert "1 Held for health advice" in page.words
    client = Client()
    client.force_login(story.cast.officer)
    listed = client.get(reverse("desk:worklist") + "?due=held").content.decode()
    assert "Held until 18 Dec 2026" in listed
    assert listed.count("nhsuk-table__row") == 2


def test_it_is_decided_again_on_its_day_by_the_council(
    story: Story, visit: Any, held: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = "Torbay Council To do End the hold, or decide to go on waiting Hold for health advice By"
    assert f"{turn} 18 December 2026" in visit(story.cast.officer, CASE, held.case_id).words
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-12-18")
    client = Client()
    client.force_login(story.cast.officer)
    listed = client.get(reverse("desk:worklist") + "?due=held").content.decode()
    assert "Held until 18 Dec 2026, to be decided again" in listed
    assert f"{turn} Today" in visit(story.cast.officer, CASE, held.case_id).words


def test_the_council_goes_on_waiting_by_another_decision(story: Story, visit: Any, held: Any) -> None:
    visit(story.cast.officer, HOLD, held.request_id, **words(held, until="2027-01-08", on="2026-11-21"))
    page = visit(story.cast.officer, CASE, held.case_id)
    assert "until 8 January 2027" in page.words
    assert "on 21 November 2026, held since 20 November 2026." in page.words


def test_once_the_advice_has_come_the_hold_is_to_be_ended_at_once(
    story: Story, visit: Any, held: Any
) -> None:
    story.given_advice_comes(held, date(2026, 11, 21))
    assert "End the hold: the advice has come" in visit(story.cast.officer, CASE, held.case_id).words
    answer = visit(story.cast.officer, END, held.request_id, because="advice-came", on="2026-11-22")
    assert "The hold has ended. The statutory clock ran all the time." in answer.told
    page = visit(story.cast.officer, CASE, held.case_id)
    assert f"Held – {RUNS}" not in page.words
    assert "The hold for health advice ended: the advice has come" in page.words
    assert deadlines.clock(held.request_id, "final-plan", story.cast.officer).held_until is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"services": []}, "Choose whose advice it waits for"),
        ({"awaiting": ""}, "Choose what waits"),
        ({"reason": ""}, "Choose why it waits"),
        ({"remark": ""}, "Say in a sentence why the council waits"),
        ({"until": "2026-11-20"}, "is not after the decision"),
        ({"until": "2027-11-30"}, "is more than a year away"),
        (
            {"until": "2027-01-19"},
            f"The plan is due by {DUE}: waiting until 19 January 2027 breaks that limit",
        ),
        ({"on": "2026-11-23"}, "must be today, 22 November 2026, or in the past"),
        (
            {"on": "2026-09-01"},
            "The plan cannot have been held on 1 September 2026, before the council's request",
        ),
    ],
)
def test_a_problem_is_said_and_nothing_is_held(
    story: Story, visit: Any, asked: Any, wrong: dict[str, Any], sentence: str
) -> None:
    page = visit(story.cast.officer, HOLD, asked.request_id, **words(asked, **wrong))
    assert sentence in page.words
    assert not Fact.objects.filter(kind=Kind.ISSUE_HELD).exists()


def test_the_council_may_decide_to_break_the_limit_but_has_to_say_so(
    story: Story, visit: Any, asked: Any
) -> None:
    late = words(asked, until="2027-01-19")
    assert "and knows it" in visit(story.cast.officer, HOLD, asked.request_id, **late).words
    assert visit(story.cast.officer, HOLD, asked.request_id, **late, is_late_known="on").status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"because": "without"}, "Say in a sentence why the council goes on without the advice."),
        ({"because": ""}, "Choose why the wait ends"),
        (
            {"because": "mistake", "on": "2026-11-19"},
            "Something later was decided about this hold, on 20 November",
        ),
    ],
)
def test_a_hold_that_cannot_end_so_goes_on(
    story: Story, visit: Any, held: Any, typed: dict[str, str], sentence: str
) -> None:
    assert sentence in visit(story.cast.officer, END, held.request_id, **{"on": "2026-11-22", **typed}).words
    assert not Fact.objects.filter(kind=Kind.HOLD_ENDED).exists()


def test_a_request_that_is_taken_back_holds_nothing(story: Story, visit: Any, held: Any) -> None:
    taken_back = {"reason": "by-family", "remark": "By telephone", "on": "2026-11-21"}
    visit(story.cast.spoc, "intake:withdraw", held.request_id, **taken_back)
    assert f"Held – {RUNS}" not in visit(story.cast.officer, CASE, held.case_id).words
    again = words(held, until=date(2027, 1, 8), on=date(2026, 11, 22))
    with pytest.raises(Refused, match=r"The council's request was withdrawn on 21 November 2026\."):
        hold(request=held.request, **again, by=story.cast.officer)
    assert "Nothing of this request is held." in visit(story.cast.officer, END, held.request_id).words


def test_there_is_nothing_to_wait_for_where_nobody_was_asked(story: Story, visit: Any, asked: Any) -> None:
    bare = story.given_a_request(RECEIVED)
    page = visit(story.cast.officer, HOLD, bare.pk)
    assert "there is nothing to wait for" in page.words
    assert "The day on which the family asked is not recorded here" in page.words
    advice.withdraw(advice=asked, reason="not-needed", remark="Agreed", by=story.cast.spoc, on=RECEIVED)
    page = visit(story.cast.officer, HOLD, asked.request_id, **words(asked))
    assert "Choose from the list" in page.words


def test_each_decision_sent_twice_is_taken_once(
    story: Story, client: Client, asked: Any, today: date
) -> None:
    client.force_login(story.cast.officer)
    ending = {"because": "advice-came", "on": "2026-11-22"}
    for route, said in ((HOLD, words(asked)), (END, ending)):
        address = reverse(route, args=[asked.request_id])
        for _ in range(2):
            assert client.post(address, {**said, "form_key": route[6] * 32}).status_code == 302
    kinds = Fact.objects.filter(kind__in=[Kind.ISSUE_HELD, Kind.HOLD_ENDED]).values_list("kind", flat=True)
    assert sorted(kinds) == ["HoldEnded", "IssueHeld"]


def test_a_council_decides_about_its_own_plans_alone(story: Story, visit: Any) -> None:
    devon = story.given_a_request(RECEIVED, council=organisation("devon-council"))
    story.given_advice_is_sought(RECEIVED, "OT", request=devon)
    for route in (HOLD, END):
        assert visit(story.cast.officer, route, devon.pk).status_code == 404
        assert visit(story.cast.officer, route, uuid4()).status_code == 404


def test_only_the_council_s_officers_and_managers_decide(story: Story, visit: Any, asked: Any) -> None:
    for role, person in story.cast.people.everybody().items():
        expected = 200 if may([role], Permission.PLAN) else 403
        assert visit(person, HOLD, asked.request_id).status_code == expected, role
        assert visit(person, END, asked.request_id).status_code == expected, role


def test_the_same_decision_is_not_taken_again_and_nobody_unasked_is_waited_for(
    story: Story, held: Any
) -> None:
    again = {**words(held), "until": date(2026, 12, 18), "on": date(2026, 11, 22)}
    camhs = {**again, "services": [str(story.cast.services["CAMHS"].pk)]}
    for decision, sentence in ((again, "It is held so already"), (camhs, "of the services that were asked")):
        with pytest.raises(Refused, match=sentence):
            hold(request=held.request, **decision, by=story.cast.officer)


def test_who_may_not_decide_is_refused_by_the_action_too(story: Story, held: Any) -> None:
    with pytest.raises(PermissionDenied):
        end_hold(request=held.request, because="mistake", by=story.cast.spoc, on=date(2026, 11, 22))


def test_the_services_that_are_waited_for_hear_until_when_and_when_it_is_over(
    story: Story, visit: Any, asked: Any
) -> None:
    page = visit(story.cast.officer, HOLD, asked.request_id)
    assert "With this, a letter leaves to the service and Health Single Point of Contact." in page.words
    visit(story.cast.officer, HOLD, asked.request_id, **words(asked))
    told, copy = Message.objects.filter(template="held").order_by("is_copy")
    assert (told.to_address, copy.to_address) == ("ot@cfhd.example", "spoc@torbay.example")
    assert (
        "waits with issuing the plan of GT/7 until 18 December 2026, because the advice has not come"
        in told.text
    )
    ended = {"because": "without", "remark": "It cannot wait.", "on": "2026-11-21"}
    visit(story.cast.officer, END, asked.request_id, **ended)
    over = Message.objects.get(template="hold-ended", is_copy=False)
    assert "It waits no longer: the council goes on without it." in over.text


def test_nobody_is_written_to_about_advice_that_has_come(story: Story, visit: Any, held: Any) -> None:
    story.given_advice_comes(held, date(2026, 11, 20))
    visit(story.cast.officer, END, held.request_id, because="advice-came", on="2026-11-21")
    assert not Message.objects.filter(template="hold-ended").exists()
