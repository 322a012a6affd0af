"""A child is registered once, matched by a person's eye, and seen only by those who may."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from goldenthread.audit.models import Entry
from goldenthread.demo.stories import Story
from goldenthread.people import actions, queries
from goldenthread.people.models import Carer, Child
from goldenthread.people.names import possible_names, search_form
from goldenthread.rules.refusals import Refused, Stale

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
BORN = date(2016, 3, 31)


def _register(story: Story, **said: object) -> Child:
    particulars = {"forename": "Rowan", "surname": "Yeo", "born_on": BORN, "by": story.cast.spoc, "on": TODAY}
    return actions.register(area=story.cast.area, **{**particulars, **said})


def _matches(story: Story, **said: object) -> list[tuple[Child, bool]]:
    asked = {
        "forename": "Rowan",
        "surname": "Yeo",
        "born_on": BORN,
        "nhs_number": None,
        "viewer": story.cast.spoc,
    }
    found = queries.matches(area_id=story.cast.area.pk, **{**asked, **said})
    return [(match.child, match.is_strong) for match in found]


def test_registering_a_child_leaves_an_audit_row(story: Story) -> None:
    child = _register(story)
    entry = Entry.objects.get(deed="people.register", subject_id=child.pk)
    assert (entry.recorded_by, entry.area_id) == (story.cast.spoc.pk, story.cast.area.pk)


def test_names_are_kept_without_the_blanks_around_them(story: Story) -> None:
    assert _register(story, forename=" Rowan ", surname=" Yeo ").name == "Rowan Yeo"


@pytest.mark.parametrize(
    ("said", "sentence", "field"),
    [
        ({"born_on": date(2026, 11, 23)}, "date of birth is in the future", "born_on"),
        ({"nhs_number": "9990000001"}, "NHS number", "nhs_number"),
        ({"upn": "A123"}, "not a unique pupil number", "upn"),
        ({"forename": " "}, "both the forename and the surname", "forename"),
        ({"surname": " "}, "both the forename and the surname", "surname"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    story: Story, said: dict[str, object], sentence: str, field: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        _register(story, **said)
    assert refused.value.field == field
    assert not Child.objects.exists()


def test_an_nhs_number_belongs_to_one_child_of_an_area(story: Story) -> None:
    first = _register(story, nhs_number="999 000 0018")
    assert first.nhs_number == "9990000018"
    with pytest.raises(Refused, match="already here") as refused:
        _register(story, forename="Robin", nhs_number="9990000018")
    assert refused.value.field == "nhs_number"


def test_only_who_receives_requests_registers_amends_and_adds_carers(story: Story) -> None:
    child = _register(story)
    therapist = {"by": story.cast.therapist, "on": TODAY}
    for deed in (
        lambda: actions.register(area=story.cast.area, forename="Robin", surname="Yeo", **therapist),
        lambda: actions.amend(child=child, version=child.version, changes={"forename": "Robin"}, **therapist),
        lambda: actions.add_carer(child=child, name="Jan Yeo", relationship="Mother", **therapist),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_amending_changes_what_is_named_and_nothing_else(story: Story) -> None:
    child = _register(story, nhs_number="9990000018", gp_practice="Chelston Hall")
    changes = {"surname": "O'Yeo-Smith"}
    actions.amend(child=child, version=child.version, changes=changes, by=story.cast.spoc, on=TODAY)
    child.refresh_from_db()
    assert (child.name, child.nhs_number, child.gp_practice) == (
        "Rowan O'Yeo-Smith",
        "9990000018",
        "Chelston Hall",
    )
    assert child.search_name == "oyeo smith rowan"
    assert Entry.objects.filter(deed="people.amend", subject_id=child.pk).count() == 1


def test_a_particular_that_is_none_cannot_be_amended(story: Story) -> None:
    with pytest.raises(Refused, match="area cannot be changed"):
        actions.amend(child=_register(story), version=1, changes={"area": None}, by=story.cast.spoc, on=TODAY)


def test_every_change_of_a_child_is_counted_whoever_makes_it(story: Story) -> None:
    child = _register(story)
    amended = actions.amend(child=child, version=1, changes={"surname": "Gale"}, by=story.cast.spoc, on=TODAY)
    assert amended.version == 2
    Child.objects.filter(pk=child.pk).update(gp_practice="Cary Street")
    Child.objects.filter(pk=child.pk).update(gp_practice="Cary Street")
    child.refresh_from_db()
    assert child.version == 3


def test_a_change_made_to_what_stands_no_more_is_refused(story: Story) -> None:
    child = _register(story)
    told = {"child": child, "by": story.cast.spoc, "on": TODAY}
    actions.amend(version=1, changes={"surname": "Gale"}, **told)
    with pytest.raises(Stale, match="Somebody else changed this"):
        actions.amend(version=1, changes={"forename": "Robin"}, **told)
    child.refresh_from_db()
    assert child.name == "Rowan Gale"


def test_a_carer_is_added_once_however_the_name_is_typed(story: Story) -> None:
    child = _register(story)
    carer = actions.add_carer(
        child=child,
        name=" Jan Yeo",
        relationship="Mother",
        has_parental_responsibility=True,
        by=story.cast.spoc,
        on=TODAY,
    )
    assert queries.carers(child, story.cast.spoc) == [carer]
    assert Entry.objects.filter(deed="people.add_carer", subject_id=carer.pk).count() == 1
    with pytest.raises(Refused, match="already a parent or carer"):
        actions.add_carer(child=child, name="jan yeo", relationship="Mother", by=story.cast.spoc, on=TODAY)
    assert Carer.objects.count() == 1


def test_a_carer_without_a_name_is_refused(story: Story) -> None:
    with pytest.raises(Refused, match="name") as refused:
        actions.add_carer(
            child=_register(story), name=" ", relationship="Mother", by=story.cast.spoc, on=TODAY
        )
    assert refused.value.field == "name"


def test_the_same_nhs_number_is_a_strong_match_whatever_the_name(story: Story) -> None:
    child = _register(story, nhs_number="9990000018")
    assert _matches(story, forename="Ro", surname="Smith", born_on=None, nhs_number="9990000018") == [
        (child, True)
    ]


def test_the_same_name_and_birth_date_is_a_strong_match_however_it_is_spelt(story: Story) -> None:
    child = _register(story, forename="Zoë", surname="O'Brien-Smyth")
    assert _matches(story, forename="zoe", surname="OBRIEN SMYTH") == [(child, True)]


def test_the_same_pupil_number_is_a_strong_match(story: Story) -> None:
    child = _register(story, upn="B801200005001")
    assert _matches(story, forename="R", surname="Y", born_on=None, upn=child.upn) == [(child, True)]


@pytest.mark.parametrize("said", [{"born_on": None}, {"forename": "Robin"}])
def test_a_name_alone_or_a_surname_with_the_birth_date_is_a_suggestion(
    story: Story, said: dict[str, object]
) -> None:
    child = _register(story)
    assert _matches(story, **said) == [(child, False)]


@pytest.mark.parametrize("said", [{"born_on": date(2015, 3, 31)}, {"nhs_number": "9990000026"}])
def test_another_birth_date_or_nhs_number_is_another_child(story: Story, said: dict[str, object]) -> None:
    _register(story, nhs_number="9990000018")
    assert _matches(story, **said) == []


def test_strong_matches_come_first(story: Story) -> None:
    twin = _register(story, forename="Robin")
    same = _register(story)
    assert _matches(story) == [(same, True), (twin, False)]


def test_a_child_is_seen_by_their_area_and_by_the_service_that_was_asked_alone(story: Story) -> None:
    stranger = _register(story)
    (asked,) = story.given_advice_is_sought(TODAY, "SLT")
    child = asked.case.child
    assert queries.child(child.pk, story.cast.spoc) == queries.child(child.pk, story.cast.therapist) == child
    assert queries.child(stranger.pk, story.cast.spoc) == stranger
    assert queries.child(stranger.pk, story.cast.therapist) is None
    assert queries.child(child.pk, story.cast.administrator) is None


def test_names_are_folded_for_searching() -> None:
    assert search_form("  O’Brien-Smyth", "Zoë ") == "obrien smyth zoe"


@pytest.mark.parametrize(
    ("forename", "surname", "text"),
    [
        ("Wren", "Rowe", "The report on Wren Rowe."),
        ("Wren", "Rowe", "ROWE, Wren: report"),
        ("Rowan", "Oyeo-Smith", "About Rowan Oyeo-Smith (report)"),
        ("Mary Ann", "Rowe", "Mary Ann Rowe's report"),
        ("Zoë", "O’Brien", "for zoe o'brien"),
        ("Wren", "de la Rowe", "on Wren de la Rowe"),
    ],
)
def test_a_whole_name_is_found_in_a_text_however_it_is_written(
    forename: str, surname: str, text: str
) -> None:
    assert search_form(surname, forename) in possible_names(text)


def test_half_a_name_and_two_people_apart_are_no_whole_name() -> None:
    found = possible_names("Wren came. Mr Rowe and Hal Moyle did not.")
    assert {"rowe wren", "moyle wren"}.isdisjoint(found)
    assert "moyle hal" in found
    assert possible_names("") == possible_names("Wren") == set()


def test_a_text_without_end_is_looked_at_as_far_as_it_goes() -> None:
    assert len(possible_names("ab cd " * 100_000)) < 20
    assert len(possible_names(" ".join(f"w{place}" for place in range(50_000)))) < 40_000
