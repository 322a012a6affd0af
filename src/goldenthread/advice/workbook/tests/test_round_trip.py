"""A list goes out and comes back: what is filled in is done by the real deeds, and nothing else happens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.advice import actions as advice
from goldenthread.advice.workbook.returned import Kind as Became
from goldenthread.advice.workbook.tests.handling import TODAY, brought, by_reference, fill, handed, taken
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.people.actions import amend
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2026, 9, 1), date(2026, 11, 2)


def _asked(story: Story) -> list[Any]:
    """SLT, asked about three children: late, in time, and on the not-known route."""
    asked = [
        story.given_advice_is_sought(on, "SLT", reference=f"EHC-{number}")[0]
        for number, on in enumerate((EARLY, LATE, LATE), start=1)
    ]
    story.given_the_child_is_not_known(asked[2], LATE)
    return asked


SCENE = _asked


@pytest.fixture
def slt(scene: list[Any]) -> list[Any]:
    """What SLT was asked."""
    return scene


def facts() -> set[Any]:
    return set(Fact.objects.values_list("pk", flat=True))


def test_a_list_has_a_row_for_each_open_request_the_earliest_due_first(story: Story, slt: list[Any]) -> None:
    story.given_advice_comes(story.given_advice_is_sought(LATE, "SLT")[0], LATE)
    story.given_advice_is_sought(LATE, "OT")
    first, second, third = (cells for _, cells in handed(story))
    assert first | {"token": ""} == {
        "reference": "EHC-1", "child": slt[0].case.child.name, "nhs_number": slt[0].case.child.nhs_number,
        "requested_on": "2026-09-01", "due_on": "2026-10-13", "stands": "40 days late", "token": "",
    }  # fmt: skip
    assert (second["reference"], second["stands"]) == ("EHC-2", "22 days left")
    assert (third["stands"], third["answer"]) == ("22 days left; not known", "Not known")


def test_each_child_in_it_is_in_the_audit_as_taken_away(story: Story, slt: list[Any]) -> None:
    handed(story, by=story.cast.people.everybody()["team-manager"])
    looked = Entry.objects.filter(what="looked", purpose="file")
    assert set(looked.values_list("case_id", flat=True)) == {each.case_id for each in slt}
    assert Entry.objects.filter(deed="advice.hand_out", subject_id=slt[0].service_id).count() == 1


def test_a_list_that_comes_back_as_it_went_out_changes_nothing(story: Story, slt: list[Any]) -> None:
    before, rows = facts(), handed(story)
    found = taken(story, *rows)
    assert {row.kind for row in found.values()} == {Became.NOTHING}
    assert facts() == before


def test_what_is_filled_in_is_done_by_the_real_deeds_and_the_same_file_again_does_nothing(
    story: Story, slt: list[Any]
) -> None:
    late, early, known = handed(story)
    rows = [
        fill(late, advice_on="20/11/2026", cause="not enough STAFF for the requests", remark="By post"),
        fill(early, cause="Not enough staff for the requests", expected_on="21 December 2026"),
        known,
    ]
    before = facts()
    found = taken(story, *rows)
    assert {row.kind for row in found.values()} == {Became.NOTHING}, "as it stands after"
    new = Fact.objects.exclude(pk__in=before).order_by("sequence")
    assert [(fact.kind, fact.about, fact.happened_on) for fact in new] == [
        (Kind.LATENESS_EXPLAINED, slt[0].pk, TODAY),
        (Kind.ADVICE_RECORDED, slt[0].pk, date(2026, 11, 20)),
        (Kind.LATENESS_EXPLAINED, slt[1].pk, TODAY),
    ]
    assert new[2].details == {"cause": "capacity", "expected_on": "2026-12-21"}
    assert [(each.fact_id, each.text) for each in Remark.objects.all()] == [(new[1].pk, "By post")]
    after = facts()
    assert {row.kind for row in taken(story, *rows).values()} == {Became.NOTHING}
    assert facts() == after


def test_not_known_in_a_list_opens_the_route_and_closes_nothing(story: Story, slt: list[Any]) -> None:
    late, *_ = handed(story)
    assert taken(story, fill(late, answer="Not known"))[late[0]].kind is Became.NOTHING
    routed = Fact.objects.get(kind=Kind.ADVICE_ROUTED, about=slt[0].pk)
    assert routed.details == {"answer": "not-known"}
    (again, *_) = handed(story)
    assert (again[1]["reference"], again[1]["stands"]) == ("EHC-1", "40 days late; not known")


def test_only_the_chosen_rows_are_taken_in(story: Story, slt: list[Any]) -> None:
    late, early, _ = (fill(row, advice_on=TODAY) for row in handed(story))
    of, spoc = brought(story, late, early), story.cast.spoc
    found = advice.take_back(brought=of, rows=[late[0]], by=spoc, on=TODAY)
    assert [row.kind for row in found] == [Became.NOTHING, Became.NEW]
    assert [fact.about for fact in Fact.objects.filter(kind=Kind.ADVICE_RECORDED)] == [slt[0].pk]


def test_a_rehearsal_says_what_the_record_would_refuse_and_leaves_nothing(
    story: Story, slt: list[Any]
) -> None:
    late, early, known = handed(story)
    rows = [
        fill(late, advice_on="31/08/2026"),
        fill(early, advice_on=TODAY),
        fill(known, answer="waiting list"),
    ]
    of, before = brought(story, *rows), facts()
    found = advice.take_back(brought=of, is_rehearsal=True, by=story.cast.spoc, on=TODAY)
    assert [row.kind for row in found] == [Became.REFUSED, Became.NEW, Became.REFUSED]
    assert "before the council's request was received" in found[0].sentences[0]
    assert "on the not-known route since 2 November 2026" in found[2].sentences[0]
    assert facts() == before


def test_a_row_is_done_whole_or_not_at_all(story: Story, slt: list[Any]) -> None:
    late, *_ = handed(story)
    before = facts()
    row = fill(late, cause="Not enough staff for the requests", advice_on="31/08/2026")
    assert taken(story, row)[late[0]].kind is Became.REFUSED
    assert facts() == before


def test_a_request_that_changed_here_since_is_shown_in_its_three_versions_and_not_written_over(
    story: Story, slt: list[Any]
) -> None:
    late, *_ = handed(story)
    words = {"by": story.cast.spoc, "on": TODAY}
    advice.explain(advice=slt[0], cause="sign-off", **words)
    before = facts()
    row = taken(story, fill(late, cause="Not enough staff for the requests"))[late[0]]
    (difference,) = row.differences
    assert (row.kind, difference.what, difference.before) == (Became.CONFLICT, "Reason for lateness", "")
    assert difference.file == "Not enough staff for the requests"
    assert difference.here == "The report waited to be checked or signed"
    assert facts() == before


def test_a_ladder_that_went_on_meanwhile_is_no_conflict(story: Story, slt: list[Any]) -> None:
    late, *_ = handed(story)
    advice.chase(advice=slt[0], by=story.cast.spoc, on=TODAY)
    assert taken(story, fill(late, advice_on=TODAY))[late[0]].kind is Became.NOTHING
    assert Fact.objects.filter(kind=Kind.ADVICE_RECORDED, about=slt[0].pk).exists()


def test_a_correction_of_the_receipt_meanwhile_is_a_conflict(story: Story, slt: list[Any]) -> None:
    late, *_ = handed(story)
    receipt = Fact.objects.get(kind=Kind.REQUEST_RECEIVED, about=slt[0].request_id)
    correct(
        fact=receipt, happened_on=date(2026, 8, 28), reason="The stamp says so", by=story.cast.spoc, on=TODAY
    )
    row = taken(story, fill(late, advice_on=TODAY))[late[0]]
    assert row.kind is Became.CONFLICT
    assert {each.what for each in row.differences} == {"Advice given on", "Request received", "Due on"}


@pytest.mark.parametrize(
    "cells",
    [{"child": "Somebody Else"}, {"reference": "EHC-2"}, {"due_on": "2026-12-24"}, {"nhs_number": ""}],
)
def test_a_locked_cell_that_was_typed_over_is_a_conflict(
    story: Story, slt: list[Any], cells: dict[str, str]
) -> None:
    late, *_ = handed(story)
    row = taken(story, fill(late, advice_on=TODAY, **cells))[late[0]]
    assert row.kind is Became.CONFLICT and "grey cell" in row.sentences[0]
    assert not Fact.objects.filter(kind=Kind.ADVICE_RECORDED).exists()


def test_a_child_who_was_renamed_here_meanwhile_is_still_known(story: Story, slt: list[Any]) -> None:
    late, *_ = handed(story)
    child = slt[0].case.child
    child.refresh_from_db()
    amend(child=child, version=child.version, changes={"surname": "Vosper"}, by=story.cast.spoc, on=TODAY)
    assert taken(story, fill(late, advice_on=TODAY))[late[0]].kind is Became.NOTHING
    assert Fact.objects.filter(kind=Kind.ADVICE_RECORDED, about=slt[0].pk).exists()


def test_rows_of_another_service_of_nobody_or_pasted_together_are_left_out(
    story: Story, slt: list[Any]
) -> None:
    story.given_advice_is_sought(LATE, "OT", reference="EHC-9")
    own, (other,) = handed(story), handed(story, "OT")
    nobodys = (90, {**own[0][1], "token": "", "advice_on": "2026-11-20"})
    theirs = fill((91, other[1]), advice_on=TODAY)
    pasted = (92, {**other[1], "token": own[0][1]["token"], "advice_on": "2026-11-20"})
    found = taken(story, *own, nobodys, theirs, pasted)
    assert [found[number].kind for number in (90, 91, 92)] == [
        Became.STRANGE, Became.STRANGE, Became.CONFLICT,
    ]  # fmt: skip
    assert not Fact.objects.filter(kind=Kind.ADVICE_RECORDED).exists()


def test_a_request_that_stands_twice_is_one_where_both_say_the_same_and_a_conflict_where_not(
    story: Story, slt: list[Any]
) -> None:
    late, early, _ = handed(story)
    same = fill(late, advice_on=TODAY)
    found = taken(story, same, (80, same[1]), early, fill((81, early[1]), advice_on=TODAY))
    assert [row.kind for row in found.values()] == [Became.NOTHING, Became.NOTHING, *[Became.CONFLICT] * 2]
    assert "rows 6 and 81, which say different things" in found[81].sentences[0]
    assert [fact.about for fact in Fact.objects.filter(kind=Kind.ADVICE_RECORDED)] == [slt[0].pk]


def test_a_member_of_the_service_takes_in_the_own_list_and_no_other(story: Story, slt: list[Any]) -> None:
    story.given_advice_is_sought(LATE, "OT", reference="EHC-9")
    own, (other,) = handed(story), handed(story, "OT")
    charlie = story.cast.therapist
    found = taken(story, fill(own[0], advice_on=TODAY), fill((91, other[1]), advice_on=TODAY), by=charlie)
    assert [found[own[0][0]].kind, found[91].kind] == [Became.NOTHING, Became.STRANGE]
    (fact,) = Fact.objects.filter(kind=Kind.ADVICE_RECORDED)
    assert (fact.about, fact.by_id) == (slt[0].pk, charlie.pk)


def test_what_cannot_be_read_says_how_to_mend_it(story: Story, slt: list[Any]) -> None:
    late, early, known = handed(story)
    found = taken(
        story,
        fill(late, advice_on="31/11/2026", cause="The weather"),
        fill(early, advice_on="soon", answer="nil return"),
        fill(known, remark="We are waiting"),
    )
    assert {row.kind for row in found.values()} == {Became.REFUSED}
    said = [" ".join(row.sentences) for row in found.values()]
    assert "“31/11/2026” under “Advice given on” is no day. Type it as 20/11/2026." in said[0]
    assert "“The weather” under “Reason for lateness” is not on the list." in said[0]
    assert "There is “Not known” and “Waiting list”." in said[1]
    assert "A remark alone is not taken in." in said[2]


def test_two_who_work_on_the_same_request_never_write_over_each_other(story: Story, slt: list[Any]) -> None:
    late, *_ = handed(story)
    spoc, charlie = story.cast.spoc, story.cast.therapist
    hers = brought(story, fill(late, cause="Not enough staff for the requests"), by=spoc)
    his = brought(story, fill(late, advice_on=TODAY), by=charlie)
    assert taken(story, late, by=spoc, of=hers)[late[0]].kind is Became.NOTHING
    assert taken(story, late, by=charlie, of=his)[late[0]].kind is Became.CONFLICT
    assert not Fact.objects.filter(kind=Kind.ADVICE_RECORDED).exists()
    assert by_reference(handed(story))["EHC-1"][1]["cause"] == "Not enough staff for the requests"
