"""Compulsory school age ends: somebody is asked to confirm, and until then nobody's access changes (A14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goldenthread.accounts.queries import remembering
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import confirm_wishes, correct, share
from goldenthread.cases.confirm_wishes.queries import to_ask_since
from goldenthread.cases.models import Case, Fact, Party, Relation, Restriction
from goldenthread.cases.queries import parents, visible
from goldenthread.deadlines.queries import to_ask
from goldenthread.deadlines.snapshot import rebuild
from goldenthread.demo.stories import Story
from goldenthread.intake import actions as intake
from goldenthread.people.actions import amend
from goldenthread.people.models import Child
from goldenthread.rules.access import Basis, Permission, Role, Section, may
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

ROUTE, ACCESS, CASE = "cases:confirm_wishes", "desk:access", "desk:case"
RECEIVED, ASKED = date(2026, 3, 2), date(2026, 11, 20)
LAST_FRIDAYS = {
    2024: date(2024, 6, 28), 2025: date(2025, 6, 27), 2026: date(2026, 6, 26), 2027: date(2027, 6, 25),
    2028: date(2028, 6, 30), 2029: date(2029, 6, 29), 2030: date(2030, 6, 28),
}  # fmt: skip
"""In June, from a calendar."""


def boundary_births() -> Iterator[tuple[date, date]]:
    """Births with 16th birthdays about the leaving date, the school year's ends and the leap day; and when it ends."""
    for year, friday in list(LAST_FRIDAYS.items())[:6]:
        born = year - 16
        leap = [date(born, 2, 29) if born % 4 == 0 else date(born, 2, 28), date(born, 3, 1)]
        about = [
            date(born, 6, friday.day + step) if friday.day + step < 31 else date(born, 7, 1)
            for step in (-1, 0, 1)
        ]
        yield from ((each, friday) for each in (*leap, *about, date(born, 8, 30), date(born, 8, 31)))
        yield from (
            (each, LAST_FRIDAYS[year + 1])
            for each in (date(born, 9, 1), date(born, 9, 2), date(born, 12, 31))
        )


BIRTHS = list(boundary_births())


@pytest.fixture
def case(story: Story) -> Case:
    """Ember, who was 16 in March, and whose mother and father were both let in."""
    child = story.given_a_child("Ember", "Ottermark", born_on=date(2010, 3, 1))
    case = story.given_a_request(RECEIVED, child=child, reference="GT/7").case
    for role in (Role.PARENT, Role.ADVOCATE):
        let_in = {"person": story.cast.people[role], "basis": Basis.PARENTAL_RESPONSIBILITY}
        share(case=case, **let_in, by=story.cast.spoc, on=RECEIVED)
    return case


def state() -> list[Any]:
    """Everything by which somebody was let into the case, as the program and the database keep it."""
    return [list(model.objects.order_by("pk").values_list()) for model in (Relation, Party, Restriction)]


def said(case: Case, **changed: Any) -> dict[str, Any]:
    """What the form is told: Jenna goes on seeing the case, Talan does not."""
    jenna, talan = parents(case)
    typed = {"on": ASKED.isoformat(), "remark": "She speaks for herself.", "capacity": "has"}
    return {**typed, f"access_{jenna.pk}": "keep", f"access_{talan.pk}": "end", **changed}


def test_60_boundary_births_0_silent_changes(story: Story, case: Case) -> None:
    spoc, before = story.cast.spoc, state()
    assert len({born_on for born_on, _ in BIRTHS}) == 60
    silent = 0
    with remembering():
        for born_on, last_day in BIRTHS:
            Child.objects.update(born_on=born_on)
            asked = [to_ask(spoc, last_day - early).exists() for early in (timedelta(days=1), timedelta())]
            assert asked == [False, True], born_on
            silent += state() != before
    assert silent == 0
    assert to_ask_since(Case.objects.get(), date(2099, 1, 1)) == BIRTHS[-1][1]
    assert visible(story.cast.people[Role.PARENT]).filter(pk=case.pk).exists()
    assert not Fact.objects.filter(kind=Kind.WISHES_CONFIRMED).exists()


def test_a_mended_date_of_birth_counts_at_once(story: Story, case: Case) -> None:
    words = {"version": case.child.version, "changes": {"born_on": date(2010, 9, 1)}}
    amend(child=Child.objects.get(), **words, by=story.cast.spoc, on=ASKED)
    assert not to_ask(story.cast.spoc, ASKED).exists()
    assert to_ask(story.cast.spoc, date(2027, 6, 25)).exists()


def test_the_day_is_derived_and_comes_out_equal_when_it_is_rebuilt(story: Story, case: Case) -> None:
    assert to_ask(story.cast.spoc, ASKED).get().ask_on == date(2026, 6, 26)
    Case.objects.update(ask_on=None)
    rebuild()
    assert Case.objects.get().ask_on == date(2026, 6, 26)


def test_a_withdrawn_request_asks_for_nothing(story: Story, case: Case) -> None:
    words = {"reason": "by-family", "remark": "They moved.", "by": story.cast.manager}
    intake.withdraw(request=case.requests.get(), **words, on=RECEIVED)
    assert not to_ask(story.cast.spoc, ASKED).exists()


def test_until_it_is_confirmed_the_case_says_so_to_staff_and_to_the_parent(
    story: Story, visit: Any, case: Case
) -> None:
    mother = story.cast.people[Role.PARENT]
    for person in (story.cast.officer, story.cast.spoc, mother):
        page = visit(person, CASE, case.pk).words
        assert "To be confirmed since 26 June 2026" in page
        assert "Until then each parent sees it as before." in page
        assert "Torbay Council To do Confirm wishes and capacity" in page
    link = reverse(ROUTE, args=[case.pk])
    assert link in visit(story.cast.officer, CASE, case.pk).content.decode()
    assert link not in visit(mother, CASE, case.pk).content.decode()
    lines = visit(story.cast.spoc, ACCESS, case.pk).words
    assert lines.count("Sees the case, to be confirmed since 26 June 2026") == 2


def test_who_is_kept_and_who_is_ended_is_done_and_written_down(story: Story, visit: Any, case: Case) -> None:
    mother, father = (story.cast.people[role] for role in (Role.PARENT, Role.ADVOCATE))
    jenna, talan = parents(case)
    answer = visit(story.cast.officer, ROUTE, case.pk, **said(case))
    assert answer.url == reverse(ACCESS, args=[case.pk])
    assert (visit(mother, CASE, case.pk).status_code, visit(father, CASE, case.pk).status_code) == (200, 404)
    now = Relation.objects.get(case=case, basis=Basis.CONSENT)
    assert (now.person, now.starts_on, now.evidence) == (
        mother,
        ASKED,
        "Wishes confirmed on 20 November 2026",
    )
    assert Section.HOUSEHOLD not in now.sections
    fact = Fact.objects.get(kind=Kind.WISHES_CONFIRMED)
    assert (fact.happened_on, fact.by, fact.remark.text) == (
        ASKED,
        story.cast.officer,
        "She speaks for herself.",
    )
    assert fact.details == {
        "capacity": "has",
        "decides": "young-person",
        "since": "2026-06-26",
        "kept": [{"was": str(jenna.pk), "now": str(now.pk)}],
        "ended": [{"was": str(talan.pk), "until": None}],
    }
    audited = set(Entry.objects.filter(recorded_by=story.cast.officer.pk).values_list("deed", "subject_id"))
    assert {
        ("WishesConfirmed", fact.pk), ("cases.unshare", jenna.pk), ("cases.unshare", talan.pk),
        ("cases.share", now.pk),
    } <= audited  # fmt: skip


def test_once_confirmed_it_waits_no_more_and_one_parent_learns_nothing_of_the_other(
    story: Story, visit: Any, case: Case
) -> None:
    visit(story.cast.officer, ROUTE, case.pk, **said(case))
    assert not to_ask(story.cast.spoc, ASKED).exists()
    page = visit(story.cast.people[Role.PARENT], CASE, case.pk).words
    assert "the young person was asked what they wish; they decide themselves" in page
    assert "To be confirmed" not in page and "Talan" not in page and "She speaks" not in page
    assert (
        "This is confirmed: Ember was asked on 20 November 2026."
        in visit(story.cast.spoc, ROUTE, case.pk).words
    )


def test_access_ends_on_the_last_day_that_was_said(story: Story, visit: Any, case: Case) -> None:
    talan, last = parents(case)[1], "2099-03-31"
    visit(story.cast.officer, ROUTE, case.pk, **said(case, **{f"last_{talan.pk}": last}))
    talan.refresh_from_db()
    assert (talan.ends_on, talan.open_until) == (date(2099, 3, 31), None)
    assert Fact.objects.get(kind=Kind.WISHES_CONFIRMED).details["ended"][0]["until"] == last
    assert visit(story.cast.people[Role.ADVOCATE], CASE, case.pk).status_code == 200


def test_a_parent_who_decides_in_their_place_goes_on_as_before(story: Story, visit: Any, case: Case) -> None:
    jenna, _ = parents(case)
    lacking = {"capacity": "lacks", "decides": "parent"}
    visit(story.cast.officer, ROUTE, case.pk, **said(case, **lacking))
    assert parents(case) == [jenna]
    fact = Fact.objects.get(kind=Kind.WISHES_CONFIRMED)
    assert fact.details["kept"] == [{"was": str(jenna.pk), "now": str(jenna.pk)}]
    assert "a parent decides in their place" in visit(story.cast.spoc, CASE, case.pk).words


def test_whoever_has_consent_already_is_not_let_in_twice(story: Story, visit: Any, case: Case) -> None:
    by = {"by": story.cast.spoc, "on": RECEIVED}
    had = share(case=case, person=story.cast.people[Role.PARENT], basis=Basis.CONSENT, **by)
    visit(story.cast.officer, ROUTE, case.pk, **said(case))
    assert Relation.objects.get(case=case, basis=Basis.CONSENT) == had


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "2026-06-25"}, "Until 26 June 2026 the rights are the parents’."),
        ({"on": "2026-11-23"}, "must be today"),
        ({"capacity": ""}, "Choose whether they can decide about this"),
        ({"capacity": "lacks"}, "Choose who decides in their place"),
        ({"access": ""}, "Choose what becomes of the access of Talan Vivian"),
        ({"last": "2026-11-21"}, "The last day is past"),
        ({"remark": " "}, "Say in a sentence what they wish"),
    ],
)
def test_a_problem_is_said_and_nothing_is_changed_or_lost(
    story: Story, visit: Any, case: Case, wrong: dict[str, str], sentence: str
) -> None:
    _, talan = parents(case)
    named = {
        f"{name}_{talan.pk}" if name in ("access", "last") else name: value for name, value in wrong.items()
    }
    before = state()
    page = visit(story.cast.officer, ROUTE, case.pk, **said(case, **named))
    assert sentence in page.words
    assert "remark" in wrong or "She speaks for herself." in page.words
    assert state() == before
    assert not Fact.objects.filter(kind=Kind.WISHES_CONFIRMED).exists()


def test_no_parent_is_passed_over_in_silence(story: Story, case: Case) -> None:
    jenna, talan = parents(case)
    words: dict[str, Any] = {
        "case": case,
        "capacity": "has",
        "remark": "She spoke.",
        "by": story.cast.officer,
    }
    for kept, ended in (([jenna.pk], {}), ([jenna.pk, talan.pk], {talan.pk: None}), ([uuid4()], {})):
        with pytest.raises(Refused, match="Say of each parent who can see this case"):
            confirm_wishes(**words, kept=kept, ended=ended, on=ASKED)
    with pytest.raises(Refused, match="Say in a sentence what they wish"):
        confirm_wishes(**{**words, "remark": " "}, kept=[], ended={}, on=ASKED)
    confirm_wishes(**words, kept=[jenna.pk, talan.pk], ended={}, on=ASKED)
    with pytest.raises(Refused, match="This was confirmed already: they were asked on 20 November 2026"):
        confirm_wishes(**words, kept=[], ended={}, on=ASKED)


def test_what_is_struck_out_is_asked_again_and_changes_nobodys_access(
    story: Story, visit: Any, case: Case
) -> None:
    visit(story.cast.officer, ROUTE, case.pk, **said(case))
    fact, before = Fact.objects.get(kind=Kind.WISHES_CONFIRMED), state()
    correct(fact=fact, is_void=True, reason="Another young person's.", by=story.cast.spoc, on=ASKED)
    assert to_ask(story.cast.spoc, ASKED).get() == case
    assert state() == before
    assert "No parent was let into this case" in visit(story.cast.spoc, ROUTE, case.pk).words


@pytest.mark.parametrize(
    ("born_on", "sentence"),
    [
        (date(2015, 4, 7), "Ember is of compulsory school age until 27 June 2031."),
        (None, "The date of birth of Ember is not recorded."),
    ],
)
def test_where_nothing_has_passed_nothing_is_asked(
    story: Story, visit: Any, case: Case, born_on: date | None, sentence: str
) -> None:
    Child.objects.update(born_on=born_on)
    page = visit(story.cast.spoc, ROUTE, case.pk)
    assert sentence in page.words and "What do they wish?" not in page.words
    assert "To be confirmed" not in visit(story.cast.spoc, CASE, case.pk).words
    visit(story.cast.spoc, ROUTE, case.pk, **said(case))
    assert not Fact.objects.filter(kind=Kind.WISHES_CONFIRMED).exists()


def test_only_who_lets_people_in_confirms_and_a_stranger_finds_nothing(
    story: Story, visit: Any, case: Case
) -> None:
    for role, person in story.cast.people.everybody().items():
        expected = 200 if may([role], Permission.SHARE) else 403
        assert visit(person, ROUTE, case.pk).status_code == expected, role
    assert visit(story.cast.spoc, ROUTE, uuid4()).status_code == 404
